package dev.inlet.bench;

import java.util.Locale;

/** A part of the report, chosen by its name in lower case. */
enum Section {
  /** Closed loop: as many calls as each server answers on so many connections. */
  CONNECTIONS,
  /** Open loop: so many calls a second, whoever keeps up. */
  RATES,
  /** Every messageId new, and 2 % of them repeated. */
  REPEATS,
  /** One account, and many. */
  ACCOUNTS,
  /** Few calls stored, and many. */
  STORED,
  /** A disk whose every force takes longer. */
  DISK,
  /** Nobody who is sent changes, and a subscriber. */
  FORWARD,
  /** One instance on a PostgreSQL, two and three; and one and two with Kafka as the journal. */
  INSTANCES;

  static Section named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
