package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.Warning;
import dev.inlet.journal.BackwardSearch.Sought;
import dev.inlet.journal.CallSearch.Found;
import dev.inlet.journal.CallSearch.Wanted;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare calls are found however far back they lie, a while at a time. */
@NullUnmarked
class BackwardSearchTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Wanted ANY = new Wanted(null, null, false);
  private static final long CALLS = 100_000;

  private long first = 1;
  private long step;
  private long time;

  /** A call at each place, a second after the one before. */
  private final class Calls implements CallSearch {
    @Override
    public List<Found> newest(String accountId, Wanted wanted, long above, long below, int limit) {
      var found = new ArrayList<Found>();
      for (long seq = Math.min(below - 1, CALLS);
          seq > above && seq >= first && found.size() < limit;
          seq--) {
        found.add(new Found(seq, "m" + seq, "track", "destination", "key", NOON.plusSeconds(seq)));
      }
      return found;
    }

    @Override
    public void sent(String accountId, Collection<Long> seqs, BiConsumer<Long, byte[]> reader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> storedAt(long seq) {
      long there = Math.max(seq, first);
      return there > CALLS ? Optional.empty() : Optional.of(NOON.plusSeconds(there));
    }

    @Override
    public long last() {
      return CALLS;
    }

    @Override
    public Map<Long, Set<Warning>> warnings(Collection<Long> seqs) {
      throw new UnsupportedOperationException();
    }
  }

  private BackwardSearch search() {
    var archive =
        (Archive)
            Proxy.newProxyInstance(
                Archive.class.getClassLoader(),
                new Class<?>[] {Archive.class},
                (proxy, method, arguments) -> first);
    return new BackwardSearch(new Calls(), archive, () -> time += step);
  }

  private static UnaryOperator<List<Found>> only(long... seqs) {
    Set<Long> wanted = Set.copyOf(java.util.Arrays.stream(seqs).boxed().toList());
    return piece -> piece.stream().filter(call -> wanted.contains(call.seq())).toList();
  }

  private static List<Long> seqs(Sought sought) {
    return sought.found().stream().map(Found::seq).toList();
  }

  @Test
  void whatIsRareIsFoundAtTheVeryBeginning() {
    Sought sought = search().look("acme", ANY, only(1, 50_000), 0, Long.MAX_VALUE, 10);

    assertEquals(List.of(50_000L, 1L), seqs(sought));
    assertEquals(0, sought.next());
    assertNull(sought.since());
  }

  @Test
  void noMoreAreFoundThanAreAskedForAndTheNextGoOnBehindThem() {
    Sought sought = search().look("acme", ANY, only(7, 8, 9), 0, Long.MAX_VALUE, 2);
    assertEquals(List.of(9L, 8L), seqs(sought));

    assertEquals(List.of(7L), seqs(search().look("acme", ANY, only(7, 8, 9), 0, sought.next(), 2)));
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000_000L, 500_000_000L})
  void whenTimeIsOverItGoesOnFromThere(long nanos) {
    step = nanos;
    var all = new ArrayList<Long>();
    long below = Long.MAX_VALUE;
    int looks = 0;
    while (below > 0) {
      Sought sought = search().look("acme", ANY, only(3, 4_711, 99_999), 0, below, 10);
      all.addAll(seqs(sought));
      looks++;
      if (sought.next() > 0) {
        assertTrue(sought.next() < below, "it comes further each time");
        assertEquals(NOON.plusSeconds(sought.next()), sought.since());
      }
      below = sought.next();
    }
    assertEquals(List.of(99_999L, 4_711L, 3L), all);
    assertTrue(looks > 2, looks + " looks");
  }

  @Test
  void nothingIsLookedForOutsideOfThePlaces() {
    Sought sought = search().look("acme", ANY, only(5, 10, 15), 5, 15, 10);

    assertEquals(List.of(10L), seqs(sought));
    assertEquals(0, sought.next());
  }

  @Test
  void whatWasPurgedIsNotLookedFor() {
    first = 90_000;
    step = 1;
    Sought sought = search().look("acme", ANY, only(95_000, 5), 0, Long.MAX_VALUE, 10);

    assertEquals(List.of(95_000L), seqs(sought));
    assertEquals(0, sought.next());
  }

  @Test
  void thePlaceOfATimeIsFound() {
    assertEquals(500, search().firstSince(NOON.plusSeconds(500)));
    assertEquals(501, search().firstSince(NOON.plusSeconds(500).plusNanos(1)));
    assertEquals(1, search().firstSince(NOON.minusSeconds(1)));
    assertEquals(CALLS + 1, search().firstSince(NOON.plusSeconds(CALLS + 1)));
    first = 600;
    assertEquals(600, search().firstSince(NOON.plusSeconds(500)));
  }
}
