package dev.inlet.alert;

import static java.util.stream.Collectors.toMap;

import dev.inlet.alert.Condition.Matter;
import dev.inlet.chore.Chore;
import dev.inlet.chore.Recurrence;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks around every {@link #EVERY}, begins alerts and ends them. What all instances share is
 * looked at by the one that processes; each looks at its own disk.
 */
@Singleton
final class AlertWatch implements Chore {
  static final Duration EVERY = Duration.ofSeconds(30);

  /** What nobody has seen for so long is over: whoever saw it is gone. */
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  /** How long what is over is kept. */
  static final Duration KEEP = Duration.ofDays(7);

  /** With so many at a time, further ones say nothing new. */
  private static final int MOST_OPEN = 100;

  private final Rules rules;
  private final AlertStore store;
  private final Alerts alerts;
  private final AlertSender sender;
  private final InstantSource clock;
  private final Recurrence look = new Recurrence(EVERY);

  AlertWatch(
      Rules rules, AlertStore store, Alerts alerts, AlertSender sender, InstantSource clock) {
    this.rules = rules;
    this.store = store;
    this.alerts = alerts;
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public boolean step() {
    Instant now = clock.instant();
    if (look.isDue(now)) {
      look.done(now);
      look(now.truncatedTo(ChronoUnit.MICROS));
    }
    return false;
  }

  private void look(Instant now) {
    Map<Matter, Alert> open =
        store.open().stream().collect(toMap(one -> one.condition().matter(), one -> one));
    settle(Set.of(rules.ownDisk()), rules.ofThisInstance(open.keySet()), open, now);
    if (rules.leads()) {
      var shared = new HashSet<>(open.keySet());
      shared.removeIf(matter -> matter.kind() == AlertKind.DISK_FILLS);
      settle(shared, rules.ofAll(now, open.keySet()), open, now);
      endForgotten(open, now);
      store.purge(now.minus(KEEP));
      sender.tell();
    }
    alerts.open();
  }

  /**
   * Begins and ends.
   *
   * @param judged what is over when it was not found
   */
  private void settle(
      Set<Matter> judged, List<Condition> found, Map<Matter, Alert> open, Instant now) {
    var standing = new HashSet<Matter>();
    for (Condition condition : found) {
      standing.add(condition.matter());
      Alert alert = open.get(condition.matter());
      if (alert != null) {
        store.see(alert.id(), condition, now);
      } else if (open.size() < MOST_OPEN) {
        store.begin(condition, now);
      }
    }
    for (Matter matter : judged) {
      Alert alert = open.get(matter);
      if (alert != null && !standing.contains(matter)) {
        store.end(alert.id(), now);
      }
    }
  }

  /** The disk of an instance that does not run any more. */
  private void endForgotten(Map<Matter, Alert> open, Instant now) {
    open.values().stream()
        .filter(alert -> alert.condition().kind() == AlertKind.DISK_FILLS)
        .filter(alert -> alert.seen().isBefore(now.minus(FORGOTTEN_AFTER)))
        .forEach(alert -> store.end(alert.id(), now));
  }
}
