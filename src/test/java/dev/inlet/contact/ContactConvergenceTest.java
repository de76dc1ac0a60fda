package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Figures;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.merge.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any order, any repetition and any batching of the same messages gives the same contacts. To
 * repeat one failure alone, run with {@code -Dseed=} and the number it names.
 */
class ContactConvergenceTest {
  private static final int SEEDS = 20_000;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> VALUES =
      List.of("null", "1", "\"a@b.c\"", "\"Ann\"", "{\"city\":\"x\"}");
  private static final List<String> NAMES =
      List.of("email", "name", "firstName", "lastName", "address", "colour");

  @Test
  void anyOrderAndRepetitionGivesTheSameContacts() {
    Long only = Long.getLong("seed");
    if (only != null) {
      converges(only);
      return;
    }
    for (long seed = 0; seed < SEEDS; seed++) {
      converges(seed);
    }
    Figures.note("convergence", "%,d permutations of contacts on the pure core, 0 differ", SEEDS);
  }

  @Test
  void generatedMessagesDoLinkOverruleAndClear() {
    int overruled = 0;
    int joined = 0;
    int cleared = 0;
    int gathered = 0;
    for (long seed = 0; seed < 500; seed++) {
      var people = new RememberedPeople();
      List<List<ContactChange>> messages = messages(new Random(seed));
      for (List<ContactChange> message : messages) {
        people.apply(message);
      }
      for (Contact contact : people.contacts().values()) {
        joined += contact.anonymousIds().size() > 1 ? 1 : 0;
        cleared += contact.traits().all().size() > contact.shownTraits().size() ? 1 : 0;
      }
      gathered += people.gathered();
      overruled +=
          messages.stream()
                  .flatMap(List::stream)
                  .anyMatch(
                      change ->
                          change instanceof Linked linked
                              && !people
                                  .root(Person.anonymous(linked.anonymousId()))
                                  .equals(Person.user(linked.userId())))
              ? 1
              : 0;
    }
    assertTrue(overruled > 50, "overruled links: " + overruled);
    assertTrue(joined > 50, "contacts of several anonymous ids: " + joined);
    assertTrue(cleared > 50, "contacts with cleared traits: " + cleared);
    assertTrue(gathered > 50, "contacts put together from all their ids: " + gathered);
  }

  private static void converges(long seed) {
    var random = new Random(seed);
    List<List<ContactChange>> messages = messages(random);
    var inOrder = new RememberedPeople();
    messages.forEach(inOrder::apply);

    var shuffled = new ArrayList<>(messages);
    for (int i = random.nextInt(messages.size() + 1); i > 0; i--) {
      shuffled.add(messages.get(random.nextInt(messages.size())));
    }
    Collections.shuffle(shuffled, random);
    var inBatches = new RememberedPeople();
    for (int from = 0; from < shuffled.size(); ) {
      if (random.nextInt(50) == 0) {
        inBatches.forget();
      }
      int to = Math.min(shuffled.size(), from + 1 + random.nextInt(4));
      inBatches.apply(shuffled.subList(from, to).stream().flatMap(List::stream).toList());
      from = to;
    }

    String replay = "repeat with -Dseed=" + seed + ", messages " + messages + ", then " + shuffled;
    assertEquals(inOrder.contacts(), inBatches.contacts(), () -> replay);
    assertEquals(inOrder.foundBy(), inOrder.shown(), () -> "views, " + replay);
    assertEquals(inBatches.foundBy(), inBatches.shown(), () -> "views, " + replay);
  }

  /** Some messages about few people, at few times: users and anonymous ids share their names. */
  private static List<List<ContactChange>> messages(Random random) {
    var messages = new ArrayList<List<ContactChange>>();
    int count = 2 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      messages.add(message(random, new Stamp(time(random), "m" + i)));
    }
    return messages;
  }

  /** Often equal. A clock that is ahead is cut to a day, one that is behind stays as it is. */
  private static Instant time(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> NOON.plus(Duration.ofDays(1));
      case 1 -> Instant.EPOCH;
      default -> NOON.plusSeconds(random.nextInt(3));
    };
  }

  private static List<ContactChange> message(Random random, Stamp stamp) {
    String user = "" + random.nextInt(3);
    String anonymous = "" + random.nextInt(3);
    var linked = new Linked(anonymous, user, stamp);
    return switch (random.nextInt(5)) {
      case 0 -> List.of(identified(random, Person.user(user), stamp));
      case 1 -> List.of(identified(random, Person.anonymous(anonymous), stamp));
      case 2 -> List.of(linked);
      default -> List.of(identified(random, Person.user(user), stamp), linked);
    };
  }

  private static Identified identified(Random random, Person person, Stamp stamp) {
    return new Identified(person, values(random), values(random), stamp);
  }

  private static Map<String, String> values(Random random) {
    var values = new LinkedHashMap<String, String>();
    for (int i = random.nextInt(3); i > 0; i--) {
      values.put(
          NAMES.get(random.nextInt(NAMES.size())), VALUES.get(random.nextInt(VALUES.size())));
    }
    return values;
  }
}
