package dev.inlet.alert;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.AccountStore.Holder;
import dev.inlet.account.ApiKey;
import dev.inlet.alert.Condition.Matter;
import dev.inlet.alert.Thresholds.Answers;
import dev.inlet.listing.Window;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.Sandbox;
import dev.inlet.operate.ThisInstance;
import dev.inlet.overview.AnswerHistory;
import dev.inlet.overview.Stretch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for what is not as it should be. What is done on purpose, such as a maintenance, is. */
@Singleton
final class Rules {
  static final Duration LATELY = Duration.ofMinutes(10);
  static final Duration SILENCE = Duration.ofHours(1);
  static final Duration KEY_ENDS_WITHIN = Duration.ofDays(7);

  private static final DateTimeFormatter END =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int MOST_KEYS = 20;

  private final AccountStore accounts;
  private final AnswerHistory history;
  private final MaintenanceSwitch maintenance;
  private final Gauges gauges;
  private final ThisInstance instance;

  Rules(
      AccountStore accounts,
      AnswerHistory history,
      MaintenanceSwitch maintenance,
      Gauges gauges,
      ThisInstance instance) {
    this.accounts = accounts;
    this.history = history;
    this.maintenance = maintenance;
    this.gauges = gauges;
    this.instance = instance;
  }

  /** Whether it is for this instance to look at what is the same for all. */
  boolean leads() {
    return gauges.leads();
  }

  /** Whose alerts this instance alone can tell the end of. */
  Matter ownDisk() {
    return new Matter(AlertKind.DISK_FILLS, instance.name());
  }

  /** Of this instance alone. */
  List<Condition> ofThisInstance(Set<Matter> open) {
    Gauges.DiskSpace disk = gauges.disk();
    if (disk == null || !Thresholds.isNearlyFull(disk, open.contains(ownDisk()))) {
      return List.of();
    }
    return List.of(
        new Condition(
            AlertKind.DISK_FILLS,
            instance.name(),
            null,
            "The disk of %s has %.1f GB left of %.0f GB"
                .formatted(instance.name(), gigabytes(disk.free()), gigabytes(disk.all()))));
  }

  private static double gigabytes(long bytes) {
    return bytes / (double) (1L << 30);
  }

  /** Of all of them, which one looks at. */
  List<Condition> ofAll(Instant now, Set<Matter> open) {
    var found = new ArrayList<Condition>();
    ofAccounts(now, open, found);
    keys(now, found);
    long waiting = history.waiting();
    if (Thresholds.isBehind(waiting, open.contains(new Matter(AlertKind.PROCESSING_BEHIND, "")))) {
      found.add(
          new Condition(
              AlertKind.PROCESSING_BEHIND,
              "",
              null,
              String.format(Locale.ROOT, "%,d calls are not processed yet", waiting)));
    }
    long late = gauges.webhookLagSeconds();
    if (Thresholds.isLate(late, open.contains(new Matter(AlertKind.WEBHOOKS_BEHIND, "")))) {
      found.add(
          new Condition(
              AlertKind.WEBHOOKS_BEHIND,
              "",
              null,
              "A subscriber was not sent changes of " + minutes(Duration.ofSeconds(late))));
    }
    return found;
  }

  private static String minutes(Duration time) {
    return time.toHours() >= 2 ? time.toHours() + " hours ago" : time.toMinutes() + " minutes ago";
  }

  private void ofAccounts(Instant now, Set<Matter> open, List<Condition> found) {
    if (maintenance.here().enabled()) {
      return;
    }
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Instant lately = minute.minus(LATELY);
    Map<String, Map<Integer, Long>> ofDay =
        history.accounts(now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(1)), lately);
    Map<String, Map<Integer, Long>> ofNow =
        history.accounts(lately, minute.plus(Duration.ofMinutes(1)));
    ofNow.forEach(
        (id, answers) -> {
          Answers before = Answers.of(ofDay.getOrDefault(id, Map.of()));
          boolean lasts = open.contains(new Matter(AlertKind.REFUSALS, id));
          Answers recent = Answers.of(answers);
          if (Thresholds.isSpike(recent, before, lasts)) {
            watched(id).ifPresent(account -> found.add(refusals(account, recent)));
          }
        });
    silent(now, open, ofDay.keySet()).forEach(account -> found.add(silence(account)));
  }

  /** The account, if what becomes of its calls is nobody's wish. */
  private Optional<Account> watched(String id) {
    return Sandbox.is(id) || maintenance.accounts().contains(id)
        ? Optional.empty()
        : accounts.account(id).filter(account -> !account.suspended());
  }

  private static Condition refusals(Account account, Answers answers) {
    return new Condition(
        AlertKind.REFUSALS,
        account.id(),
        account.id(),
        "%d of %d calls of %s were refused in the last ten minutes"
            .formatted(answers.refused(), answers.all(), account.name()));
  }

  /**
   * Who has sent around the clock, and nothing in an hour. That they have not is told by their
   * keys: the figures know the busiest alone.
   */
  private List<Account> silent(Instant now, Set<Matter> open, Set<String> ofDay) {
    var silent = new ArrayList<Account>();
    for (String id : ofDay) {
      boolean lasts = open.contains(new Matter(AlertKind.SILENT, id));
      watched(id)
          .filter(account -> isQuiet(account.id(), now) && (lasts || isSteady(id, now)))
          .ifPresent(silent::add);
    }
    open.stream()
        .filter(one -> one.kind() == AlertKind.SILENT && !ofDay.contains(one.subject()))
        .flatMap(one -> watched(one.subject()).stream())
        .filter(account -> isQuiet(account.id(), now))
        .forEach(silent::add);
    return silent;
  }

  /** Whether it has a key in force, and none was used. */
  private boolean isQuiet(String id, Instant now) {
    List<ApiKey> inForce =
        accounts.keys(id, Window.newest(Window.MAX_LIMIT)).items().stream()
            .filter(key -> key.revokedAt() == null)
            .filter(key -> key.expiresAt() == null || key.expiresAt().isAfter(now))
            .toList();
    Instant latest = now.minus(SILENCE);
    return !inForce.isEmpty()
        && inForce.stream().noneMatch(key -> isAfter(key.lastUsedAt(), latest));
  }

  private static boolean isAfter(@Nullable Instant time, Instant other) {
    return time != null && time.isAfter(other);
  }

  private boolean isSteady(String id, Instant now) {
    List<Stretch> hours = history.stretches(id, now, Duration.ofHours(1), 26);
    return Thresholds.isSteady(
        hours.stream().limit(25).filter(hour -> hour.accepted() > 0).count());
  }

  private static Condition silence(Account account) {
    return new Condition(
        AlertKind.SILENT,
        account.id(),
        account.id(),
        account.name() + " has sent around the clock, and nothing in the last hour");
  }

  /** Those that are still used. */
  private void keys(Instant now, List<Condition> found) {
    for (Holder one : accounts.expiring(now, now.plus(KEY_ENDS_WITHIN), MOST_KEYS)) {
      Instant end = one.key().expiresAt();
      if (end != null
          && isAfter(one.key().lastUsedAt(), now.minus(Duration.ofDays(1)))
          && !one.account().suspended()) {
        found.add(
            new Condition(
                AlertKind.KEY_EXPIRES,
                one.key().id(),
                one.account().id(),
                "The key \u201c%s\u201d of %s is still used, and expires on %s"
                    .formatted(one.key().name(), one.account().name(), END.format(end))));
      }
    }
  }
}
