package dev.inlet.console.subscription;

import dev.inlet.console.page.Addresses;
import dev.inlet.forward.WantedTypes;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Standing;
import dev.inlet.webhook.Standings;
import dev.inlet.webhook.Subscription;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is shown.
 *
 * @param account what its account is called; null when it is for all
 */
public record SubscriptionCard(Standing standing, @Nullable String account) {

  /** The subscription. */
  public Subscription one() {
    return standing.subscription();
  }

  /** Its page in the console. */
  public String url() {
    return Addresses.subscription(one().id());
  }

  /** Where it goes, in short: host and path. */
  public String label() {
    return label(one().url());
  }

  /** An address in short: host and path. */
  public static String label(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getPath() == null || url.getPath().equals("/") ? "" : url.getPath();
    return url.getHost() + port + path;
  }

  /** Which kinds of changes, in words. */
  public String types() {
    return one().wanted().equals(WantedTypes.ALL)
        ? "All changes"
        : String.join(", ", one().types());
  }

  /** Whose changes, in words. */
  public String whose() {
    return account == null ? "All accounts" : account;
  }

  /** Its state; one that is active and reaches nobody is failing. */
  public String state() {
    return isActive() && one().failingSince() != null ? "failing" : one().state().wireName();
  }

  /** How the state is marked. */
  public String mark() {
    return switch (one().state()) {
      case ACTIVE -> one().failingSince() == null ? "good" : "warn";
      case PAUSED -> "warn";
      case OFF -> "bad";
    };
  }

  /** Whether changes are sent to it, or tried to. */
  public boolean isActive() {
    return one().state() == Subscription.State.ACTIVE;
  }

  /** How far it is behind, in words. */
  public String behind() {
    long changes = standing.lagChanges();
    if (changes == 0) {
      return "Nothing to send";
    }
    String count =
        changes >= Standings.MOST
            ? Standings.MOST + " changes or more"
            : changes == 1 ? "1 change" : changes + " changes";
    return count + ", for " + duration(standing.lagSeconds());
  }

  /** A time in words, in its greatest unit. */
  static String duration(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toMinutes() < 2) {
      return seconds + " s";
    }
    if (time.toHours() < 2) {
      return time.toMinutes() + " min";
    }
    return time.toDays() < 2 ? time.toHours() + " h" : time.toDays() + " days";
  }

  /** The request that was noted last; null for none. */
  public @Nullable Attempt last() {
    return standing.backlog().last();
  }

  /** What was answered, or why nothing was, in a few words. */
  public static String answer(Attempt attempt) {
    return attempt.status() == null
        ? String.valueOf(attempt.problem())
        : String.format(Locale.ROOT, "%d ms", attempt.millis());
  }
}
