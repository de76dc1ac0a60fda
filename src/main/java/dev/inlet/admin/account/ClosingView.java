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
import org.jspecify.annotations.Nullable;

/**
 * That an account was closed, as the contract describes it.
 *
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
    Map<String, Long> removed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean suspended) {

  static ClosingView of(Closing closing) {
    return of(closing, null);
  }

  static ClosingView of(Closing closing, @Nullable Boolean suspended) {
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

    static Page of(Listing<Closing> found) {
      return new Page(found.map(ClosingView::of).items(), Cursor.next(found));
    }
  }
}
