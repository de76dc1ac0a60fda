package dev.inlet.erase;

import static dev.inlet.erase.RememberedErasures.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.CallType;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.KeptRows.Activity;
import dev.inlet.erase.RememberedErasures.Done;
import dev.inlet.forward.NewChange;
import dev.inlet.forward.NewChange.Source;
import dev.inlet.forward.RememberedChanges;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What erasing decides, whatever keeps the rows and the journal. */
class ErasuresTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person USER = Person.user("u");
  private static final Person BROWSER = Person.anonymous("b");
  private static final Person OTHER = Person.user("other");

  private final RememberedErasures kept = new RememberedErasures();
  private final RememberedJournal journal = new RememberedJournal();
  private final RememberedChanges changes = new RememberedChanges(kept.feed);
  private final Erasures erasures =
      new Erasures(
          kept,
          kept,
          journal,
          journal,
          changes,
          new JournalCleaning(kept, journal),
          new ErasureSearch(kept, journal, journal),
          null);

  private void thereIs(Person... people) {
    kept.contact.addAll(List.of(people));
    kept.known.addAll(List.of(people));
  }

  private void did(Activity activity, long seq, Person person, @Nullable String anonymousId) {
    done(activity).put(seq, new Done(person, anonymousId));
  }

  private TreeMap<Long, Done> done(Activity activity) {
    return Objects.requireNonNull(kept.done.get(activity));
  }

  private Erasure erase() {
    return erasures.begin("acme", "u", NOON).orElseThrow();
  }

  private Erasure receipt(long id) {
    return erasures.find("acme", id).orElseThrow();
  }

  /** Goes on for as long as there is something to do at once. */
  private Erasure finish(Erasure erasure) {
    for (int step = 0; erasures.advance(NOON); step++) {
      assertTrue(step < 1_000, "it comes to an end");
    }
    return receipt(erasure.id());
  }

  private static String body(byte @Nullable [] body) {
    return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
  }

  @Nested
  class TheBeginning {

    @Test
    void nobodyIsErasedWhoIsNotThere() {
      kept.contact.add(USER);

      assertEquals(Optional.empty(), erasures.begin("acme", "u", NOON));
      assertTrue(kept.tombstones.isEmpty());
    }

    @Test
    void tombstonesComeForAllIdsAndRowsGo() {
      thereIs(USER, BROWSER);
      long last = journal.journaled(CallType.IDENTIFY, "{}");
      did(Activity.EVENT, 1, USER, null);

      Erasure erasure = erase();

      assertEquals(Map.of(Kind.IDS, 2L, Kind.EVENTS, 1L), erasure.removed());
      assertEquals(Set.of(USER, BROWSER), kept.tombstones.keySet());
      assertEquals(last, Objects.requireNonNull(kept.tombstones.get(USER)).upTo());
      assertNull(erasure.completedAt());
    }

    @Test
    void whoOnlyDidSomethingIsErasedToo() {
      kept.contact.add(USER);
      did(Activity.PAGE_VIEW, 3, USER, null);

      assertEquals(Map.of(Kind.PAGES, 1L), erase().removed());
    }

    @Test
    void whoWasErasedAndDidNotComeBackHasThatReceipt() {
      thereIs(USER);
      Erasure first = erase();

      assertEquals(first, erase());
    }

    @Test
    void theFeedTellsOnceWhoWasErasedAndNothingOfThemBefore() {
      thereIs(USER, BROWSER);
      NewChange others = NewChange.contactUpdated(OTHER, List.of("a"), Source.NONE);
      changes.append(
          NOON,
          Map.of(
              "acme",
              List.of(
                  NewChange.contactUpdated(USER, List.of("a"), Source.NONE),
                  others,
                  NewChange.contactMerged(USER, BROWSER.id(), List.of(), Source.NONE))));

      Erasure erasure = erase();
      NewChange later = NewChange.contactUpdated(USER, List.of("b"), Source.NONE);
      changes.append(NOON, Map.of("acme", List.of(later)));
      erase();
      finish(erasure);

      assertEquals(
          List.of(others, NewChange.contactErased(List.of(USER, BROWSER), Source.NONE), later),
          changes.of("acme"));
    }

    @Test
    void whatAnEarlierErasureHasStillToRemoveIsNoReasonForAnother() {
      thereIs(USER);
      kept.moment = 0;
      long seq = journal.journaled(CallType.TRACK, "{}");
      did(Activity.EVENT, seq, USER, null);
      Erasure first = erase();

      assertEquals(first.id(), erase().id());
      did(Activity.EVENT, seq + 1, USER, null);
      assertEquals(first.id() + 1, erase().id(), "who came back is erased again");
    }

    @Test
    void whatTooManyPeopleDidIsLeftToTheSearch() {
      IntStream.rangeClosed(0, ErasureWindow.PEOPLE)
          .mapToObj(i -> Person.anonymous("b" + i))
          .forEach(person -> thereIs(person));
      long seq = journal.journaled(CallType.TRACK, "{}");
      did(Activity.EVENT, seq, Person.anonymous("b7"), null);
      journal.mark = seq;

      Erasure erasure = erase();

      assertFalse(erasure.removed().containsKey(Kind.EVENTS));
      assertEquals(1, finish(erasure).removed().get(Kind.EVENTS));
    }
  }

  @Nested
  class TheSearch {

    @Test
    void whatIsTooMuchAtOnceGoesInPiecesAndThenNobodyIsRemembered() {
      thereIs(USER, BROWSER);
      for (int i = 0; i < 45; i++) {
        long seq = journal.journaled(CallType.TRACK, "{}");
        did(Activity.EVENT, seq, i % 2 == 0 ? USER : BROWSER, null);
        did(Activity.PAGE_VIEW, seq, BROWSER, null);
      }
      journal.mark = journal.last();

      Erasure erasure = erase();
      assertFalse(kept.forgot());
      Erasure finished = finish(erasure);

      assertEquals(45, finished.removed().get(Kind.EVENTS));
      assertEquals(45, finished.removed().get(Kind.PAGES));
      assertTrue(kept.forgot());
      assertNotNull(finished.completedAt());
    }

    @Test
    void whatTheyDoAfterTheyCameBackStays() {
      thereIs(USER);
      kept.moment = 1;
      for (int i = 0; i < 3; i++) {
        did(Activity.EVENT, journal.journaled(CallType.TRACK, "{}"), USER, null);
      }
      journal.mark = journal.last();
      Erasure erasure = erase();
      did(Activity.EVENT, journal.last() + 1, USER, null);

      assertEquals(3, finish(erasure).removed().get(Kind.EVENTS));
      assertEquals(Set.of(4L), done(Activity.EVENT).keySet());
    }

    @Test
    void theirAnonymousIdIsStruckOutOfWhatOthersDid() {
      thereIs(USER, BROWSER);
      did(Activity.EVENT, 1, OTHER, "b");
      did(Activity.EVENT, 2, OTHER, "another");
      journal.journaled(CallType.TRACK, "{}");
      journal.journaled(CallType.TRACK, "{}");
      journal.mark = 2;

      assertEquals(1, finish(erase()).removed().get(Kind.STRUCK_OUT));
      assertEquals(
          List.of(new Done(OTHER, null), new Done(OTHER, "another")),
          List.copyOf(done(Activity.EVENT).values()));
    }

    @Test
    void moreRowsThanAWindowHoldsAreAllLookedThrough() {
      thereIs(BROWSER);
      int rows = 2 * ErasureWindow.ROWS + 1;
      for (int i = 0; i < rows; i++) {
        did(Activity.PAGE_VIEW, journal.journaled(CallType.PAGE, "{}"), OTHER, "b");
      }
      journal.mark = rows;

      assertEquals(rows, finish(erase()).removed().get(Kind.STRUCK_OUT));
    }

    @Test
    void ofCallsThatWereSetAsideThoseAboutThemGo() {
      thereIs(USER, BROWSER);
      kept.setAside.put(1L, raw(1, CallType.TRACK, "{\"userId\":\"u\"}"));
      kept.setAside.put(2L, raw(2, CallType.TRACK, "{\"userId\":\"x\",\"anonymousId\":\"b\"}"));
      kept.setAside.put(3L, raw(3, CallType.TRACK, "{\"userId\":\"x\"}"));
      for (int i = 0; i < 3; i++) {
        journal.journaled(CallType.TRACK, "{}");
      }
      journal.mark = 3;

      Map<Kind, Long> removed = finish(erase()).removed();

      assertEquals(1, removed.get(Kind.SET_ASIDE));
      assertEquals(1, removed.get(Kind.STRUCK_OUT));
      assertEquals(Set.of(2L, 3L), kept.setAside.keySet());
      assertEquals(
          "{\"userId\":\"x\"}", body(Objects.requireNonNull(kept.setAside.get(2L)).body()));
    }

    @Test
    void ofRefusedDeliveriesThoseThatNameThemGoAndThoseThatMayNameAnybodyLoseTheirBodies() {
      thereIs(USER, BROWSER);
      kept.refused.put(1L, raw(1, null, "{\"userId\":\"x\",\"anonymousId\":\"b\"}"));
      kept.refused.put(2L, raw(2, null, "{\"userId\":\"u"));
      kept.refused.put(3L, raw(3, null, "{\"userId\":\"x\"}"));

      Map<Kind, Long> removed = finish(erase()).removed();

      assertEquals(1, removed.get(Kind.REFUSED_DELIVERIES));
      assertEquals(1, removed.get(Kind.REFUSED_BODIES));
      assertEquals(Set.of(3L), kept.refused.keySet());
    }

    @Test
    void moreBodiesThanAWindowHoldsAreAllLookedThrough() {
      thereIs(USER);
      long bodies = 2 * ErasureWindow.BODIES;
      for (long i = 1; i <= bodies; i++) {
        kept.refused.put(i, raw(i, null, "{\"userId\":\"u\"}"));
      }

      assertEquals(bodies, finish(erase()).removed().get(Kind.REFUSED_DELIVERIES));
    }

    @Test
    void erasuresTakeTurnsAndWhatAnotherInstanceIsAtIsLeftToIt() {
      thereIs(USER);
      Erasure first = erase();
      thereIs(BROWSER);
      Erasure second = erase();
      kept.moved.clear();

      erasures.advance(NOON);
      erasures.advance(NOON);
      erasures.advance(NOON);
      assertEquals(List.of(first.id(), second.id(), first.id()), kept.moved);

      kept.lockedByOthers.add(second.id());
      kept.moved.clear();
      erasures.advance(NOON);
      erasures.advance(NOON);
      assertFalse(kept.moved.contains(second.id()));
    }
  }

  @Nested
  class TheJournal {

    @Test
    void losesCallsAboutThemAndTheirAnonymousIdInThoseOfOthers() {
      thereIs(USER, BROWSER);
      journal.journaled(CallType.TRACK, "{\"userId\":\"u\"}");
      journal.journaled(CallType.TRACK, "{\"userId\":\"x\",\"anonymousId\":\"b\"}");
      journal.journaled(CallType.TRACK, "{\"userId\":\"x\"}");
      journal.mark = 3;

      Erasure finished = finish(erase());

      assertEquals(1, finished.removed().get(Kind.CALLS));
      assertEquals(1, finished.removed().get(Kind.STRUCK_OUT));
      assertEquals(Set.of(2L, 3L), journal.calls.keySet());
      assertEquals(
          "{\"userId\":\"x\"}", body(Objects.requireNonNull(journal.calls.get(2L)).body()));
      assertNotNull(finished.completedAt());
      assertTrue(kept.forced > 0, "what is processed is on the disk before its call is removed");
    }

    @Test
    void isSearchedAsFarAsItIsProcessedAndWaitedForUpToItsEnd() {
      thereIs(USER);
      journal.journaled(CallType.TRACK, "{\"userId\":\"u\"}");
      journal.journaled(CallType.TRACK, "{\"userId\":\"u\"}");
      journal.mark = 1;

      Erasure erasure = erase();
      Erasure waiting = finish(erasure);
      assertEquals(1, waiting.removed().get(Kind.CALLS));
      assertNull(waiting.completedAt());

      journal.mark = 2;
      Erasure finished = finish(erasure);
      assertEquals(2, finished.removed().get(Kind.CALLS));
      assertNotNull(finished.completedAt());
    }

    @Test
    void isNotSearchedBeyondItsEndAtTheErasure() {
      thereIs(USER);
      journal.journaled(CallType.TRACK, "{\"userId\":\"u\"}");
      Erasure erasure = erase();
      journal.journaled(CallType.TRACK, "{\"userId\":\"u\"}");
      journal.mark = 2;

      assertEquals(1, finish(erasure).removed().get(Kind.CALLS));
      assertEquals(Set.of(2L), journal.calls.keySet());
    }

    @Test
    void isSearchedFromWhereItBeginsAfterAPurge() {
      thereIs(USER);
      for (int i = 0; i < 3 * ErasureWindow.CALLS; i++) {
        journal.journaled(CallType.TRACK, "{\"userId\":\"u\"}");
      }
      journal.mark = journal.last();
      journal.calls.headMap(journal.last()).clear();

      Erasure finished = finish(erase());

      assertEquals(1, finished.removed().get(Kind.CALLS));
      assertNotNull(finished.completedAt());
    }

    @Test
    void losesWhatWasNotedBeforeAnythingIsCompleted() {
      thereIs(USER);
      long seq = journal.journaled(CallType.TRACK, "{\"userId\":\"u\"}");
      journal.mark = seq;
      Erasure erasure = erase();
      kept.clean(List.of(new Tombstones.Unclean(seq, erasure.id(), true)));

      Erasure finished = finish(erasure);

      assertEquals(1, finished.removed().get(Kind.CALLS));
      assertTrue(journal.calls.isEmpty());
    }

    @Test
    void losesManyBeforeAnythingElseIsSearched() {
      thereIs(USER);
      var noted = new ArrayList<Tombstones.Unclean>();
      for (int i = 0; i < JournalCleaning.AT_ONCE; i++) {
        noted.add(new Tombstones.Unclean(journal.journaled(CallType.TRACK, "{}"), 1, true));
      }
      journal.mark = journal.last();
      erase();
      kept.clean(noted);
      kept.moved.clear();

      assertTrue(erasures.advance(NOON));

      assertEquals(List.of(), kept.moved);
      assertTrue(journal.calls.isEmpty());
    }
  }
}
