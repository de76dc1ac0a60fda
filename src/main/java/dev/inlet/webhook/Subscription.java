package dev.inlet.webhook;

import dev.inlet.forward.Position;
import dev.inlet.forward.WantedTypes;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * That somebody wants to be sent changes.
 *
 * @param accountId of which account; null for all
 * @param wanted which kinds
 * @param batched whether several changes are sent in one request
 * @param reason why it is off; null while it is not
 * @param reached up to where changes were delivered, or wait to be tried again
 * @param failingSince since when no request succeeded although there were some; null when the last
 *     one did
 */
public record Subscription(
    String id,
    @Nullable String accountId,
    URI url,
    WantedTypes wanted,
    boolean batched,
    State state,
    @Nullable String reason,
    Instant createdAt,
    Position reached,
    @Nullable Instant failingSince) {

  /** Whether changes are sent. */
  public enum State {
    /** They are. */
    ACTIVE,
    /** An administrator has paused it. */
    PAUSED,
    /** The subscriber is gone, or was not reached for days. */
    OFF;

    /** Its name for administrators, and where it is stored. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name. */
    public static State named(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  /** The names of the kinds that are sent. */
  public List<String> types() {
    return wanted.names();
  }

  /** The same in another state. */
  public Subscription in(State other, @Nullable String why) {
    return new Subscription(
        id, accountId, url, wanted, batched, other, why, createdAt, reached, failingSince);
  }

  /** Another address, other kinds, or other requests. */
  public Subscription to(URI otherUrl, WantedTypes others, boolean isBatched) {
    return new Subscription(
        id,
        accountId,
        otherUrl,
        others,
        isBatched,
        state,
        reason,
        createdAt,
        reached,
        failingSince);
  }
}
