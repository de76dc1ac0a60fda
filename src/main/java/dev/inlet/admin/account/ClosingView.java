package dev.inlet.admin.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inlet.admin.AdminAnswer;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.closing.Closing;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * That an account was closed, as the contract describes it.
 *
 * @param kafkaUntil when the last of the calls as they were sent is gone from Kafka; null where it
 *     is not the journal, or the account was reopened
 * @param removed how many of each kind, of which there were any
 * @param suspended whether the account that was reopened is suspended, as it was before; left out,
 *     not null, in every other answer
 */
@AdminAnswer
record ClosingView(
    String id,
    String account,
    String accountName,
    String state,
    Instant closedAt,
    Instant eraseAt,
    int revokedKeys,
    @Nullable Instant reopenedAt,
    @Nullable Instant beganAt,
    @Nullable Instant completedAt,
    @Nullable Instant kafkaUntil,
    Map<String, Long> removed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean suspended) {

  static ClosingView of(Closing closing, @Nullable Instant kafkaUntil) {
    return of(closing, kafkaUntil, null);
  }

  /** That it was reopened, so that Kafka has nothing of it that would have to go. */
  static ClosingView reopened(Closing closing, boolean suspended) {
    return of(closing, null, suspended);
  }

  private static ClosingView of(
      Closing closing, @Nullable Instant kafkaUntil, @Nullable Boolean suspended) {
    var removed = new LinkedHashMap<String, Long>();
    for (Kind kind : Kind.values()) {
      Long count = closing.removed().get(kind);
      if (count != null) {
        removed.put(kind.wireName(), count);
      }
    }
    return new ClosingView(
        Long.toString(closing.id()),
        closing.accountId(),
        closing.accountName(),
        closing.state().wireName(),
        closing.closedAt(),
        closing.eraseAt(),
        closing.revokedKeys(),
        closing.reopenedAt(),
        closing.beganAt(),
        closing.completedAt(),
        kafkaUntil,
        removed,
        suspended);
  }

  /**
   * A page of them.
   *
   * @param nextCursor where the next page begins; null at the end
   */
  @AdminAnswer
  record Page(List<ClosingView> closings, @Nullable String nextCursor) {

    static Page of(Listing<Closing> found, Function<Closing, ClosingView> view) {
      return new Page(found.map(view).items(), Cursor.next(found));
    }
  }
}
