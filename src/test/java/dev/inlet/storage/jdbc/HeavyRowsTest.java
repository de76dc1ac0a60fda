package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class HeavyRowsTest {
  private final List<Long> weighed = new ArrayList<>();

  @Test
  void lightRowsAllFit() throws SQLException {
    assertEquals(places(200), fitting(200, 1_000, 5));
    assertEquals(places(200), weighed);
  }

  @Test
  void asManyFitAsAreNoMoreThanTheBytes() throws SQLException {
    assertEquals(places(10), fitting(200, 100, 10));
    assertEquals(places(9), fitting(200, 99, 10));
  }

  @Test
  void oneFitsHoweverHeavyItIs() throws SQLException {
    assertEquals(places(1), fitting(3, 100, 1_000));
  }

  @Test
  void ofHeavyRowsOnlyAFewAreWeighed() throws SQLException {
    fitting(200, 100, 100);
    assertEquals(8, weighed.size());
  }

  @Test
  void nothingFitsIntoNothing() throws SQLException {
    assertEquals(List.of(), fitting(0, 100, 1));
  }

  @Test
  void aRowThatIsGoneWeighsNothing() throws SQLException {
    assertEquals(places(3), HeavyRows.fitting(places(3), 1, some -> Map.of()));
  }

  @Test
  void aPageThatEndsEarlyGoesOnAfterItsLastRow() throws SQLException {
    Listing<Long> page =
        HeavyRows.page(
            Window.newest(50), places(51), some -> weights(some, HeavyRows.MOST_BYTES / 2));
    assertEquals(new Listing<>(places(2), places(2).getLast()), page);
  }

  @Test
  void theLastPageIsTheLastWhenAllOfItFits() throws SQLException {
    Listing<Long> page = HeavyRows.page(Window.newest(50), places(2), some -> weights(some, 1));
    assertEquals(new Listing<>(places(2), null), page);
  }

  private List<Long> fitting(int count, long mostBytes, long bytesOfEach) throws SQLException {
    weighed.clear();
    return HeavyRows.fitting(places(count), mostBytes, some -> weights(some, bytesOfEach));
  }

  private Map<Long, Long> weights(List<Long> places, long bytesOfEach) {
    weighed.addAll(places);
    var weights = new HashMap<Long, Long>();
    places.forEach(place -> weights.put(place, bytesOfEach));
    return weights;
  }

  private static List<Long> places(int count) {
    return LongStream.range(0, count).mapToObj(i -> 1_000 - i).toList();
  }
}
