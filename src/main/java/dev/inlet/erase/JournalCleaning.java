package dev.inlet.erase;

import dev.inlet.codec.RawMessage;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.journal.Archive;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cleans the journal of the calls that were noted. The journal may be no database at all, so each
 * step can be repeated: calls are noted first, then removed, and only then forgotten and counted.
 * Many go at a time, because a journal in files is written anew where they were.
 */
@Singleton
final class JournalCleaning {
  static final int AT_ONCE = 4_096;

  private final ErasureStore store;
  private final Archive archive;

  JournalCleaning(ErasureStore store, Archive archive) {
    this.store = store;
    this.archive = archive;
  }

  /** Cleans it of as many as go at a time; false when there are not so many. */
  boolean advanceByMany() {
    return advance(AT_ONCE);
  }

  /** Cleans it of some; false when there are none. */
  boolean advance() {
    return advance(1);
  }

  private boolean advance(int atLeast) {
    List<Unclean> calls = store.besideCalls(step -> step.books().unclean(AT_ONCE));
    if (calls.size() < atLeast) {
      return false;
    }
    // A power cut must not take back that they are processed once they are gone.
    store.force();
    archive.remove(seqs(calls, true));
    archive.rewrite(seqs(calls, false), RawMessage::withoutAnonymousId);
    store.besideCalls(
        step -> {
          forget(step.books(), calls);
          return true;
        });
    return true;
  }

  private static void forget(ErasureBooks books, List<Unclean> calls) {
    Map<Long, List<Unclean>> byErasure =
        calls.stream().collect(Collectors.groupingBy(Unclean::erasureId));
    byErasure.forEach(
        (erasureId, ofOne) -> {
          count(books, erasureId, Kind.CALLS, seqs(ofOne, true));
          count(books, erasureId, Kind.STRUCK_OUT, seqs(ofOne, false));
        });
  }

  private static void count(ErasureBooks books, long erasureId, Kind kind, List<Long> seqs) {
    long forgotten = books.forgetUnclean(seqs);
    if (forgotten > 0) {
      books.add(erasureId, Map.of(kind, forgotten));
    }
  }

  private static List<Long> seqs(List<Unclean> calls, boolean entirely) {
    return calls.stream().filter(call -> call.entirely() == entirely).map(Unclean::seq).toList();
  }
}
