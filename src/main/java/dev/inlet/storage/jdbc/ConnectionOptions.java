package dev.inlet.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.storage.postgresql.OwnSessions;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What PostgreSQL is to do by itself. An instance that is frozen, or whose host has vanished, keeps
 * its transaction open and its locks held, and can neither notice nor undo that; so the server ends
 * what hangs, before those who wait for it have to give up.
 *
 * <p>Migrations run on connections without these options.
 */
final class ConnectionOptions {
  /**
   * How long a transaction may stand idle that cleans the journal's table. An append is one
   * statement and never stands idle.
   */
  static final Duration IDLE_WITH_JOURNAL = Duration.ofSeconds(1);

  /**
   * The same for all other transactions, in which calls are handled between two statements. What
   * waits for them is processing.
   */
  static final Duration IDLE = Duration.ofSeconds(5);

  /**
   * Longer than {@link #IDLE_WITH_JOURNAL}, so that whoever waits outlasts who is frozen, and
   * shorter than a call may wait.
   */
  private static final Duration LOCK = Duration.ofSeconds(2);

  /** Shorter than the driver's own patience: it would leave the statement running. */
  private static final Duration STATEMENT = Duration.ofMillis(2_500);

  /**
   * What statements look for has an index. A table that looks small may hold many versions of a
   * row, while somebody's old transaction is open, and reading it all would read those.
   */
  private static final String BY_INDEX = "-c enable_seqscan=off";

  private static final String NAME = "options=";

  private ConnectionOptions() {}

  /**
   * A URL of PostgreSQL with these options. Those it has already come after them, and win.
   *
   * @param idleInTransaction how long a transaction may stand idle
   */
  static String bounded(String jdbcUrl, Duration idleInTransaction) {
    String options =
        String.join(
            " ",
            List.of(
                set("idle_in_transaction_session_timeout", idleInTransaction.toMillis()),
                set("lock_timeout", LOCK.toMillis()),
                set("statement_timeout", STATEMENT.toMillis()),
                // In seconds, but for the last. They count on TCP alone, and are harmless
                // elsewhere.
                set("tcp_keepalives_idle", 2),
                set("tcp_keepalives_interval", 1),
                set("tcp_keepalives_count", 3),
                set("tcp_user_timeout", 3_000),
                BY_INDEX,
                set(OwnSessions.MARK, 1),
                ofOperator(jdbcUrl)));
    // The driver takes the last of several.
    return jdbcUrl
        + (jdbcUrl.contains("?") ? "&" : "?")
        + NAME
        + URLEncoder.encode(options.strip(), UTF_8);
  }

  private static String set(String name, long value) {
    return "-c %s=%d".formatted(name, value);
  }

  private static String ofOperator(String jdbcUrl) {
    int query = jdbcUrl.indexOf('?');
    return query < 0
        ? ""
        : Arrays.stream(jdbcUrl.substring(query + 1).split("&"))
            .filter(parameter -> parameter.startsWith(NAME))
            .reduce((first, last) -> last)
            .map(parameter -> URLDecoder.decode(parameter.substring(NAME.length()), UTF_8))
            .orElse("");
  }
}
