package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fuzzed with {@code ./mvnw -Pfuzz test}; reads its seeds in every build. */
class PeopleFuzzTest {
  private static final int MOST_MESSAGES = 12;

  @FuzzTest
  void anyOrderRepetitionAndBatchingGivesTheSameContacts(FuzzedDataProvider data) {
    var messages = new ArrayList<List<ContactChange>>();
    var shuffled = new ArrayList<List<ContactChange>>();
    while (data.remainingBytes() > 0 && messages.size() < MOST_MESSAGES) {
      List<ContactChange> message = message(data, "m" + messages.size());
      messages.add(message);
      for (int i = data.consumeInt(1, 2); i > 0; i--) {
        shuffled.add(data.consumeInt(0, shuffled.size()), message);
      }
    }
    var inOrder = new RememberedPeople();
    messages.forEach(inOrder::apply);

    var oneByOne = new RememberedPeople();
    shuffled.forEach(oneByOne::apply);
    var atOnce = new RememberedPeople();
    atOnce.apply(shuffled.stream().flatMap(List::stream).toList());

    assertEquals(inOrder.contacts(), oneByOne.contacts());
    assertEquals(inOrder.contacts(), atOnce.contacts());
    assertEquals(inOrder.foundBy(), inOrder.shown());
    assertEquals(oneByOne.foundBy(), oneByOne.shown());
    assertEquals(atOnce.foundBy(), atOnce.shown());
  }

  private static List<ContactChange> message(FuzzedDataProvider data, String messageId) {
    var stamp = new Stamp(Instant.ofEpochSecond(data.consumeInt(0, 3)), messageId);
    String user = "" + data.consumeInt(0, 3);
    String anonymous = "" + data.consumeInt(0, 3);
    var linked = new Linked(anonymous, user, stamp);
    return switch (data.consumeInt(0, 3)) {
      case 0 -> List.of(identified(data, Person.user(user), stamp));
      case 1 -> List.of(identified(data, Person.anonymous(anonymous), stamp));
      case 2 -> List.of(linked);
      default -> List.of(identified(data, Person.user(user), stamp), linked);
    };
  }

  private static Identified identified(FuzzedDataProvider data, Person person, Stamp stamp) {
    Map<String, String> traits =
        Map.of(
            data.pickValue(List.of("email", "name", "colour")),
            data.pickValue(List.of("null", "1", "\"a@b.c\"", "{}")));
    return new Identified(person, traits, traits, stamp);
  }
}
