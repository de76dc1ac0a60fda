package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.Identity;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.ContactEffect.Merged;
import dev.inlet.contact.ContactEffect.Updated;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person USER = Person.user("7");
  private static final Person OTHER_USER = Person.user("8");
  private static final Person ANONYMOUS = Person.anonymous("a");

  private final RememberedPeople people = new RememberedPeople();

  private static Stamp at(int second) {
    return new Stamp(NOON.plusSeconds(second), "m" + second);
  }

  private static Identified identified(Person person, int second, String name, String value) {
    return new Identified(person, Map.of(name, value), Map.of(), at(second));
  }

  private static Linked linked(String anonymousId, String userId, int second) {
    return new Linked(anonymousId, userId, at(second));
  }

  @Nested
  class Effects {

    @Test
    void aNewContactIsToldOfWithItsTraits() {
      assertEquals(
          List.of(new Updated(USER, Set.of("size"), at(1))),
          people.apply(List.of(identified(USER, 1, "size", "3"))));
    }

    @Test
    void whatStaysAsItWasIsNotToldOf() {
      people.apply(identified(USER, 1, "size", "3"));

      assertEquals(List.of(), people.apply(List.of(identified(USER, 2, "size", "3"))));
      assertEquals(List.of(), people.apply(List.of(identified(USER, 1, "size", "2"))));
    }

    @Test
    void aReservedTraitIsToldOfByItsNames() {
      assertEquals(
          List.of(new Updated(USER, Set.of("City", "address"), at(1))),
          people.apply(
              List.of(
                  new Identified(
                      USER, Map.of("City", "\"Ulm\""), Map.of("city", "\"Ulm\""), at(1)))));
    }

    @Test
    void anAnonymousPersonWhoBecomesKnownIsMerged() {
      people.apply(identified(ANONYMOUS, 1, "colour", "\"red\""));

      assertEquals(
          List.of(
              new Updated(USER, Set.of("size"), at(2)),
              new Merged(USER, "a", Set.of("colour"), at(2))),
          people.apply(List.of(identified(USER, 2, "size", "3"), linked("a", "7", 2))));
    }

    @Test
    void aLinkThatIsKnownIsNotToldOfAgain() {
      people.apply(identified(USER, 2, "size", "3"), linked("a", "7", 2));

      assertEquals(List.of(), people.apply(List.of(linked("a", "7", 3))));
      assertEquals(List.of(), people.apply(List.of(linked("a", "7", 1))), "nor an earlier one");
    }

    @Test
    void aLinkBetweenStrangersIsToldOfNobody() {
      assertEquals(List.of(), people.apply(List.of(linked("a", "7", 1))));
    }

    @Test
    void whoLosesAnIdToAnotherIsToldOf() {
      people.apply(
          identified(ANONYMOUS, 1, "colour", "\"red\""),
          identified(USER, 1, "size", "3"),
          linked("a", "7", 5));

      assertEquals(
          List.of(
              new Updated(USER, Set.of("colour"), at(4)),
              new Merged(OTHER_USER, "a", Set.of("colour"), at(4))),
          people.apply(List.of(linked("a", "8", 4))));
    }

    @Test
    void anIdWithAUserTellsOfThatUser() {
      people.apply(identified(USER, 1, "size", "3"), linked("a", "7", 1));

      assertEquals(
          List.of(new Updated(USER, Set.of("colour"), at(2))),
          people.apply(List.of(identified(ANONYMOUS, 2, "colour", "\"red\""))));
    }
  }

  @Nested
  class AnonymousId {
    @Test
    void isAContactOfItsOwnUntilItsUserIsKnown() {
      people.apply(identified(ANONYMOUS, 1, "colour", "\"red\""));

      Contact contact = people.contactOf(ANONYMOUS);
      assertEquals(ANONYMOUS, contact.person());
      assertEquals(List.of("a"), contact.anonymousIds());
      assertEquals(Map.of("colour", "\"red\""), contact.shownTraits());
    }

    @Test
    void broughtTraitsBecomePartOfTheKnownContact() {
      people.apply(
          identified(ANONYMOUS, 1, "colour", "\"red\""),
          identified(USER, 2, "size", "3"),
          linked("a", "7", 2));

      assertEquals(Set.of(USER), people.contacts().keySet());
      assertEquals(Set.of(USER), people.shown().keySet());
      Contact contact = people.contactOf(ANONYMOUS);
      assertEquals(USER, contact.person());
      assertEquals(List.of("a"), contact.anonymousIds());
      assertEquals(Map.of("colour", "\"red\"", "size", "3"), contact.shownTraits());
      assertEquals(NOON.plusSeconds(1), contact.firstIdentifiedAt());
      assertEquals(NOON.plusSeconds(2), contact.lastIdentifiedAt());
    }

    @Test
    void laterAnonymousCallsGoToTheKnownContact() {
      people.apply(
          identified(USER, 1, "colour", "\"red\""),
          linked("a", "7", 1),
          identified(ANONYMOUS, 5, "colour", "\"blue\""));

      assertEquals(Map.of("colour", "\"blue\""), people.contactOf(USER).shownTraits());
      assertEquals(people.foundBy(), people.shown());
    }

    @Test
    void olderAnonymousTraitDoesNotOverwriteTheUsers() {
      people.apply(
          identified(USER, 5, "colour", "\"red\""),
          identified(ANONYMOUS, 1, "colour", "\"blue\""),
          linked("a", "7", 6));

      assertEquals(Map.of("colour", "\"red\""), people.contactOf(USER).shownTraits());
    }

    @Test
    void clearedTraitStaysClearedAcrossTheLink() {
      people.apply(
          identified(USER, 5, "colour", "null"),
          identified(ANONYMOUS, 1, "colour", "\"blue\""),
          linked("a", "7", 6));

      assertEquals(Map.of(), people.contactOf(USER).shownTraits());
    }

    @Test
    void linkAloneMakesItAnIdOfTheUsersContact() {
      people.apply(identified(ANONYMOUS, 1, "colour", "\"red\""), linked("a", "7", 2));

      assertEquals(USER, people.contactOf(ANONYMOUS).person());
      assertTrue(people.contactOf(USER).isKnown());
    }

    @Test
    void linkOfNobodyIdentifiedMakesNoContact() {
      people.apply(linked("a", "7", 2));

      assertFalse(people.contactOf(USER).isKnown());
      assertEquals(Map.of(), people.contacts());
    }

    @Test
    void severalAreListedFromTheOldestLinkOn() {
      people.apply(
          identified(USER, 1, "x", "1"),
          linked("c", "7", 3),
          linked("b", "7", 2),
          linked("a", "7", 4));

      assertEquals(List.of("b", "c", "a"), people.contactOf(USER).anonymousIds());
    }
  }

  @Nested
  class TwoUsersOfOneBrowser {
    private final ContactChange[] changes = {
      identified(ANONYMOUS, 1, "colour", "\"red\""),
      identified(USER, 2, "name", "\"Ada\""),
      linked("a", "7", 2),
      identified(OTHER_USER, 3, "name", "\"Bob\""),
      linked("a", "8", 3)
    };

    private void earliestLinkWon() {
      assertEquals(Set.of(USER, OTHER_USER), people.contacts().keySet());
      assertEquals(USER, people.root(ANONYMOUS));
      assertEquals(
          Map.of("colour", "\"red\"", "name", "\"Ada\""), people.contactOf(USER).shownTraits());
      assertEquals(Map.of("name", "\"Bob\""), people.contactOf(OTHER_USER).shownTraits());
      assertEquals(List.of(), people.contactOf(OTHER_USER).anonymousIds());
      assertEquals(people.foundBy(), people.shown());
    }

    @Test
    void earliestLinkWins() {
      people.apply(changes);

      earliestLinkWon();
    }

    @Test
    void earliestLinkWinsEvenWhenItArrivesLast() {
      for (int i = changes.length - 1; i >= 0; i--) {
        people.apply(changes[i]);
      }

      earliestLinkWon();
    }

    @Test
    void earliestLinkWinsWithinOneBatchToo() {
      people.apply(List.of(changes).reversed());

      earliestLinkWon();
    }

    @Test
    void messageIdDecidesBetweenEqualTimes() {
      people.apply(
          new Linked("a", "8", new Stamp(NOON, "m2")), new Linked("a", "7", new Stamp(NOON, "m1")));

      assertEquals(USER, people.root(ANONYMOUS));
    }
  }

  @Nested
  class Alias {
    @Test
    void neverJoinsTwoKnownUsers() {
      people.apply(
          identified(USER, 1, "name", "\"Ada\""),
          identified(OTHER_USER, 2, "name", "\"Bob\""),
          linked("7", "8", 3));

      assertEquals(Set.of(USER, OTHER_USER), people.contacts().keySet());
      assertEquals(Map.of("name", "\"Ada\""), people.contactOf(USER).shownTraits());
      assertEquals(Map.of("name", "\"Bob\""), people.contactOf(OTHER_USER).shownTraits());
    }

    @Test
    void doesNotChainThroughUsers() {
      people.apply(
          identified(ANONYMOUS, 1, "colour", "\"red\""), linked("a", "7", 2), linked("7", "8", 3));

      assertEquals(USER, people.root(ANONYMOUS));
    }
  }

  @Nested
  class SameTextAsUserAndAnonymousId {
    @Test
    void staysTwo() {
      people.apply(
          identified(Person.user("7"), 1, "name", "\"Ada\""),
          identified(Person.anonymous("7"), 2, "name", "\"Bob\""));

      assertEquals(2, people.contacts().size());
      assertEquals("\"Ada\"", people.contactOf(Person.user("7")).shownTraits().get("name"));
      assertEquals("\"Bob\"", people.contactOf(Person.anonymous("7")).shownTraits().get("name"));
    }

    @Test
    void canBeLinked() {
      people.apply(identified(Person.anonymous("7"), 1, "name", "\"Bob\""), linked("7", "7", 2));

      assertEquals(Set.of(USER), people.contacts().keySet());
    }

    @Test
    void hasTwoKeys() {
      assertEquals("u:7", Person.user("7").key());
      assertEquals("a:7", Person.anonymous("7").key());
      for (Person person : List.of(Person.user("a:7"), Person.anonymous("u:"), Person.user(":"))) {
        assertEquals(person, Person.fromKey(person.key()));
      }
    }
  }

  @Nested
  class WhomACallIsAbout {
    @Test
    void isTheUserWhenThereIsOne() {
      assertEquals(USER, Person.of(new Identity("7", "a")));
      assertEquals(ANONYMOUS, Person.of(new Identity(null, "a")));
    }

    @Test
    void isAlwaysSomeone() {
      assertThrows(IllegalArgumentException.class, () -> new Identity(null, null));
    }
  }

  @Nested
  class WhatAStoreIsTold {
    @Test
    void everyoneAChangeNames() {
      assertEquals(List.of(USER), People.namedBy(identified(USER, 1, "x", "1")));
      assertEquals(Set.of(USER, ANONYMOUS), Set.copyOf(People.namedBy(linked("a", "7", 1))));
    }

    @Test
    void touchedIdsAndTheirContacts() {
      var batch = new People();
      batch.load(new PersonState(Person.anonymous("untouched")), new Registers(), null);
      batch.apply(identified(USER, 1, "x", "1"));
      batch.apply(linked("a", "7", 2));

      assertEquals(
          Set.of(USER, ANONYMOUS),
          batch.changed().stream().map(PersonState::person).collect(Collectors.toSet()));
      assertTrue(
          batch.contacts().stream().map(ContactEntry::person).toList().contains(USER),
          "the contact");
    }

    @Test
    void bothContactsWhenAnEarlierLinkOverrules() {
      people.apply(identified(ANONYMOUS, 1, "x", "1"), linked("a", "8", 5));
      people.apply(linked("a", "7", 2));

      assertEquals(Set.of(USER), people.shown().keySet());
      assertNull(people.contactOf(OTHER_USER).firstIdentifiedAt());
    }
  }

  @Nested
  class MoreThanOneIdMayHold {
    private static final String LARGE = '"' + "x".repeat(600_000) + '"';

    @Test
    void isRefusedWithAllThatItsMessageSays() {
      var batch = new People();
      batch.apply(identified(USER, 1, "a", LARGE));
      batch.apply(identified(USER, 2, "b", LARGE));
      batch.apply(linked("x", "7", 2));
      batch.apply(linked("y", "7", 3));
      batch.apply(identified(OTHER_USER, 4, "b", LARGE));

      assertEquals(Set.of(at(2)), batch.applied().refused());
      assertEquals(Map.of("a", LARGE), batch.state(USER).traits().values());
      assertNull(batch.state(Person.anonymous("x")).link());
      assertEquals(Map.of("b", LARGE), batch.state(OTHER_USER).traits().values());
    }

    @Test
    void ofReservedTraitsIsRefusedToo() {
      var batch = new People();
      for (int second = 1; second <= 2; second++) {
        batch.apply(
            new Identified(USER, Map.of("a", "1"), Map.of("f" + second, LARGE), at(second)));
      }

      assertEquals(Set.of(at(2)), batch.applied().refused());
    }

    @Test
    void leavesNobodyBehindWhoWasNotKnown() {
      var batch = new People();
      batch.apply(identified(USER, 1, "a", LARGE.repeat(2)));

      assertEquals(List.of(), List.copyOf(batch.changed()));
      assertEquals(List.of(), List.copyOf(batch.contacts()));
    }

    @Test
    void mayBeClearedAndThenTakenIn() {
      people.apply(
          identified(USER, 1, "a", LARGE),
          identified(USER, 2, "a", "null"),
          identified(USER, 3, "b", LARGE));

      assertEquals(Set.of("b"), people.contactOf(USER).shownTraits().keySet());
    }
  }
}
