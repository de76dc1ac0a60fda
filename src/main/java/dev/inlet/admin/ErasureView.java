package dev.inlet.admin;

import dev.inlet.erase.Erasure;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of an erasure, as the contract describes it.
 *
 * @param completedAt null while there is more to erase
 * @param kafkaUntil when the last of the calls as they were sent is gone from Kafka; null where it
 *     is not the journal
 * @param removed how many there were of each kind, those of which there were none included
 */
@AdminAnswer
record ErasureView(
    String id,
    Instant erasedAt,
    @Nullable Instant completedAt,
    @Nullable Instant kafkaUntil,
    Map<String, Long> removed) {

  static ErasureView of(Erasure erasure, @Nullable Instant kafkaUntil) {
    var removed = new LinkedHashMap<String, Long>();
    for (Erasure.Kind kind : Erasure.Kind.OF_PEOPLE) {
      removed.put(kind.wireName(), erasure.removed().getOrDefault(kind, 0L));
    }
    return new ErasureView(
        Long.toString(erasure.id()),
        erasure.erasedAt(),
        erasure.completedAt(),
        kafkaUntil,
        removed);
  }

  /**
   * A page of receipts.
   *
   * @param nextCursor where the next page begins; null at the end
   */
  @AdminAnswer
  record Page(List<ErasureView> erasures, @Nullable String nextCursor) {

    static Page of(Listing<Erasure> found, Function<Erasure, ErasureView> view) {
      return new Page(found.map(view).items(), Cursor.next(found));
    }
  }
}
