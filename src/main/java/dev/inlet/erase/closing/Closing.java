package dev.inlet.erase.closing;

import dev.inlet.erase.Erasure.Kind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That an account was closed: what is to come, and afterwards the receipt, which stays.
 *
 * @param accountName what the account was called then
 * @param closedAt when its keys were revoked
 * @param eraseAt when what it has begins to be erased
 * @param revokedKeys how many keys that were in force then
 * @param reopenedAt when somebody took it back; null otherwise
 * @param beganAt when the erasing began, after which nothing is taken back; null before
 * @param removed how much of each kind was removed so far; kinds of which there was nothing are
 *     left out
 * @param completedAt when everything was gone; null until then
 */
public record Closing(
    long id,
    String accountId,
    String accountName,
    Instant closedAt,
    Instant eraseAt,
    int revokedKeys,
    @Nullable Instant reopenedAt,
    @Nullable Instant beganAt,
    Map<Kind, Long> removed,
    @Nullable Instant completedAt) {

  /** Where an account stands that was closed. */
  public enum State {
    /** It can be taken back. */
    CLOSED("closed"),
    REOPENED("reopened"),
    ERASING("erasing"),
    /** Nothing is left. */
    ERASED("erased");

    private final String wireName;

    State(String wireName) {
      this.wireName = wireName;
    }

    /** Its name in the admin API. */
    public String wireName() {
      return wireName;
    }
  }

  /** Where it stands. */
  public State state() {
    if (completedAt != null) {
      return State.ERASED;
    }
    if (reopenedAt != null) {
      return State.REOPENED;
    }
    return beganAt == null ? State.CLOSED : State.ERASING;
  }
}
