package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Page;
import dev.inlet.delivery.DeliveryLog.Placed;
import dev.inlet.delivery.DeliveryLog.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How what was accepted and what was refused become one list. */
@NullUnmarked
class DeliveryLogTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** One of the two lists, newest first, as it is kept in memory. */
  private static class Kept {
    final List<Placed> all = new ArrayList<>();
    boolean asked;

    /** So many are looked at before time is over. */
    int reach = Integer.MAX_VALUE;

    Sought before(long place, int limit) {
      asked = true;
      List<Placed> left = all.stream().filter(one -> one.place() < place).toList();
      if (reach >= Math.min(limit, left.size())) {
        return Sought.all(left.stream().limit(limit).toList());
      }
      Placed last = left.get(reach - 1);
      return new Sought(
          left.stream().limit(reach).toList(), last.place(), last.entry().receivedAt());
    }

    Optional<Detail> at(long place) {
      return all.stream()
          .filter(one -> one.place() == place)
          .map(one -> new Detail(one.entry(), null, "key", null, null))
          .findFirst();
    }
  }

  private static final class Accepted extends Kept implements AcceptedDeliveries {
    @Override
    public Sought newest(String accountId, Filter filter, long before, int limit) {
      return before(before, limit);
    }

    @Override
    public void sent(String accountId, Collection<Long> places, BiConsumer<Long, byte[]> reader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Detail> find(String accountId, long seq) {
      return at(seq);
    }
  }

  private static final class Refused extends Kept implements RefusedDeliveries {
    @Override
    public Sought newest(String accountId, Filter filter, long before, int limit) {
      return before(before, limit);
    }

    @Override
    public void sent(String accountId, Collection<Long> places, BiConsumer<Long, byte[]> reader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Detail> find(String accountId, long number) {
      return at(number);
    }
  }

  private final Accepted accepted = new Accepted();
  private final Refused refused = new Refused();
  private final DeliveryLog log = new DeliveryLog(accepted, refused);

  private void accepted(long place, int second) {
    accepted.all.addFirst(placed(DeliveryId.journaled(place), 200, second));
  }

  private void refused(long place, int second) {
    refused.all.addFirst(placed(DeliveryId.refused(place), 400, second));
  }

  private static Placed placed(DeliveryId id, int status, int second) {
    return new Placed(
        new Entry(
            id.toString(),
            null,
            null,
            status,
            false,
            null,
            null,
            "destination",
            NOON.plusSeconds(second),
            Set.of()),
        id.number());
  }

  private Page page(Position before, int limit) {
    return log.list("acme", Filter.ANY, before, limit);
  }

  private static List<String> ids(Page page) {
    return page.entries().stream().map(Entry::id).toList();
  }

  /** All of them, in pages of a size. */
  private List<String> all(int size) {
    var ids = new ArrayList<String>();
    Position position = Position.NEWEST;
    while (position != null) {
      Page page = page(position, size);
      ids.addAll(ids(page));
      position = page.next();
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 50})
  void whatCameLastStandsFirstWhicheverItIs(int size) {
    accepted(11, 1);
    refused(1, 2);
    accepted(12, 3);
    accepted(13, 4);
    refused(2, 5);

    assertEquals(List.of("r2", "j13", "j12", "r1", "j11"), all(size));
  }

  /** Concurrent calls get their times in another order than their places. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50})
  void eachKeepsItsOwnOrderWhateverTheTimesSay(int size) {
    accepted(11, 9);
    accepted(12, 1);
    refused(1, 5);

    List<String> ids = all(size);

    assertEquals(List.of("r1", "j12", "j11"), ids);
  }

  /** Whichever is not looked through to its end at once. */
  @ParameterizedTest
  @CsvSource({"1,99", "2,99", "99,1", "99,2", "1,1", "2,1"})
  void whereOneIsNotLookedThroughTheOtherWaits(int reachOfAccepted, int reachOfRefused) {
    accepted(11, 1);
    refused(1, 2);
    accepted(12, 3);
    accepted(13, 4);
    refused(2, 5);
    refused(3, 6);
    accepted.reach = reachOfAccepted;
    refused.reach = reachOfRefused;

    assertEquals(List.of("r3", "r2", "j13", "j12", "r1", "j11"), all(50));
    Page first = page(Position.NEWEST, 50);
    assertTrue(first.searchedBackTo() != null && first.entries().size() < 6);
  }

  @Test
  void whatArrivesMeanwhileIsNotOnTheNextPage() {
    accepted(11, 1);
    accepted(12, 2);
    refused(1, 3);
    Position next = page(Position.NEWEST, 1).next();

    accepted(13, 4);
    refused(2, 5);

    assertEquals(List.of("j12", "j11"), ids(page(next, 5)));
  }

  @Test
  void aListThatIsAtItsEndStaysThere() {
    accepted(11, 1);
    refused(1, 2);
    refused(2, 3);
    Position next = page(Position.NEWEST, 2).next();
    assertEquals(new Position(12, 0), next);

    refused(3, 4);

    assertEquals(List.of("j11"), ids(page(next, 5)));
    assertNull(page(next, 5).next());
  }

  @ParameterizedTest
  @CsvSource({
    ",false,true,true",
    "200,false,true,false",
    "202,false,true,false",
    "400,false,false,true",
    "503,false,false,true",
    ",true,true,false",
    "202,true,true,false",
    "400,true,false,false"
  })
  void onlyTheListIsAskedThatMayHoldWhatIsWanted(
      Integer status, boolean isRepaired, boolean asksAccepted, boolean asksRefused) {
    log.list("acme", Filter.of(status, null, null, isRepaired), Position.NEWEST, 5);

    assertEquals(asksAccepted, accepted.asked);
    assertEquals(asksRefused, refused.asked);
  }

  @Test
  void eachIsFoundUnderItsId() {
    accepted(7, 1);
    refused(7, 2);

    assertEquals("j7", log.find("acme", "j7").orElseThrow().entry().id());
    assertEquals("r7", log.find("acme", "r7").orElseThrow().entry().id());
    assertEquals(Optional.empty(), log.find("acme", "j8"));
    assertEquals(Optional.empty(), log.find("acme", "7"));
  }
}
