package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person ADA = Person.user("ada");

  private static Contact contact(Map<String, String> fields) {
    var people = new RememberedPeople();
    people.apply(new Identified(ADA, Map.of(), fields, new Stamp(NOON, "m")));
    return people.contactOf(ADA);
  }

  @Nested
  class FullName {
    @Test
    void isTheOneSent() {
      assertEquals(
          "Ada King",
          contact(Map.of("name", "\"Ada King\"", "firstName", "\"A\"", "lastName", "\"L\""))
              .name());
    }

    @Test
    void isPutTogetherFromFirstAndLast() {
      Contact contact = contact(Map.of("firstName", "\"Ad\\\"a\"", "lastName", "\"L\u00f6w\""));

      assertEquals("Ad\"a L\u00f6w", contact.name());
      assertEquals("\"Ad\\\"a L\u00f6w\"", contact.shownFields().get("name"));
    }

    @Test
    void isOnePartWhenTheOtherIsMissing() {
      assertEquals("Ada", contact(Map.of("firstName", "\"Ada\"")).name());
      assertEquals("Low", contact(Map.of("lastName", "\"Low\"", "firstName", "\" \"")).name());
      assertEquals("Ada", contact(Map.of("firstName", "\"Ada\"", "lastName", "7")).name());
    }

    @Test
    void isAbsentWithoutAnyPart() {
      assertNull(contact(Map.of()).name());
      assertNull(contact(Map.of("firstName", "null", "lastName", "\"\"")).name());
    }

    @Test
    void isPutTogetherAgainOnceTheSentOneIsCleared() {
      assertEquals("Ada", contact(Map.of("name", "null", "firstName", "\"Ada\"")).name());
    }
  }

  @Nested
  class EmailAddress {
    private static Contact contactOf(Person person, Map<String, String> fields) {
      var people = new RememberedPeople();
      people.apply(new Identified(person, Map.of(), fields, new Stamp(NOON, "m")));
      return people.contactOf(person);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void isTheUserIdWhenOnlyThatIsOne(String email) {
      Contact contact = contactOf(Person.user("a@b.c"), Map.of("email", email));

      assertEquals("a@b.c", contact.email());
      assertEquals(Map.of("email", "\"a@b.c\""), contact.shownFields());
      assertEquals("a@b.c", contactOf(Person.user("a@b.c"), Map.of()).email());
    }

    @Test
    void isAbsentWhenItIsNoText() {
      assertNull(contact(Map.of("email", "7")).email());
      assertNull(contact(Map.of("email", "null")).email());
    }

    @Test
    void isTheOneSentWhateverTheUserIdIs() {
      Contact contact = contactOf(Person.user("a@b.c"), Map.of("email", "\"x@y.z\""));

      assertEquals("x@y.z", contact.email());
      assertEquals(Map.of("email", "\"x@y.z\""), contact.shownFields());
    }

    @Test
    void isNoOtherId() {
      assertNull(contactOf(Person.user("ada"), Map.of()).email());
      assertNull(contactOf(Person.anonymous("a@b.c"), Map.of()).email());
      assertEquals(Map.of(), contactOf(Person.anonymous("a@b.c"), Map.of()).shownFields());
    }
  }

  @Nested
  class PostalAddress {
    @Test
    void staysNested() {
      assertEquals(
          Map.of("address", "{\"city\":\"Bonn\"}"),
          contact(Map.of("address", "{\"city\":\"Bonn\"}")).shownFields());
    }

    @Test
    void isPutTogetherFromFlatTraits() {
      assertEquals(
          Map.of("address", "{\"street\":\"S 1\",\"city\":\"Bonn\",\"postalCode\":53111}"),
          contact(Map.of("postalCode", "53111", "city", "\"Bonn\"", "street", "\"S 1\""))
              .shownFields());
    }

    @Test
    void ownMembersWinOverFlatTraits() {
      assertEquals(
          Map.of("address", "{\"city\":\"Bonn\",\"country\":\"DE\"}"),
          contact(Map.of("address", "{\"city\":\"Bonn\"}", "city", "\"Rome\"", "country", "\"DE\""))
              .shownFields());
    }

    @Test
    void asTextStaysText() {
      assertEquals(
          Map.of("address", "\"Main St 1\""),
          contact(Map.of("address", "\"Main St 1\"", "city", "\"Bonn\"")).shownFields());
    }

    @Test
    void clearedPartsAreLeftOut() {
      assertEquals(
          Map.of("address", "{\"city\":\"Bonn\"}"),
          contact(Map.of("address", "null", "city", "\"Bonn\"", "country", "null")).shownFields());
    }
  }
}
