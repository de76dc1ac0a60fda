package dev.inlet.journal;

import dev.inlet.call.Warning;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal's calls as people look through them: without what was sent, newest first. A page
 * costs the same however many calls are kept. Every call may block.
 */
public interface CallSearch {

  /**
   * Which calls are wanted; null means any.
   *
   * @param type in any case
   * @param isRepaired whether only those of which something was repaired
   */
  record Wanted(@Nullable String type, @Nullable String messageId, boolean isRepaired) {}

  /**
   * A call.
   *
   * @param type in lower case
   * @param sender as {@link dev.inlet.account.Sender#wireName} spells it
   */
  record Found(
      long seq, String messageId, String type, String sender, String keyId, Instant storedAt) {}

  /**
   * The newest of an account's calls between two places, both exclusive.
   *
   * @param limit how many at most
   */
  List<Found> newest(String accountId, Wanted wanted, long above, long below, int limit);

  /**
   * Hands over what was sent with some of an account's calls, in no order. Only some are in memory
   * at a time.
   */
  void sent(String accountId, Collection<Long> seqs, BiConsumer<Long, byte[]> reader);

  /** When the call at a place, or else the next one, was stored; empty behind the last. */
  Optional<Instant> storedAt(long seq);

  /** The place of the last call; 0 when there is none. */
  long last();

  /** What was repaired of these calls; those of which nothing was are left out. */
  Map<Long, Set<Warning>> warnings(Collection<Long> seqs);
}
