package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.codec.Json;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupTest {
  private static final Person USER = Person.user("U");
  private static final SearchedIds IDS = SearchedIds.NONE.with("B");

  private static Registers said(Map<String, String> fields) {
    var registers = new Registers();
    registers.putAll(fields, new Stamp(Instant.EPOCH, "m"));
    return Lookup.saidIn(registers);
  }

  private static Lookup lookup(Map<String, String> fields) {
    return Lookup.of(USER, said(fields), IDS);
  }

  @Test
  void emailAndSearchAreInLowerCaseAndTheNameIsNot() {
    Lookup lookup =
        lookup(Map.of("email", "\"A@B.c\"", "firstName", "\"Zoë\"", "lastName", "\"Å\""));
    assertEquals(new Lookup("a@b.c", "Zoë Å", "u\nzoë å\na@b.c\nb"), lookup);
  }

  @Test
  void whatIsNoTextIsNoNameAndKeepsFirstAndLastNameOut() {
    assertEquals(
        new Lookup(null, null, "u\nb"),
        lookup(Map.of("email", "[7]", "name", "7", "firstName", "\"Zoë\"")));
    assertEquals("Zoë", lookup(Map.of("name", "null", "firstName", "\"Zoë\"")).name());
  }

  @Test
  void longTextsAreCutAndStillJson() {
    String text = "\"\uD83D\uDE00\n".repeat(500_000).substring(1);
    Map<String, String> fields =
        Map.of(
            "name",
            Json.quote(text),
            "email",
            Json.quote(text),
            "lastName",
            "[" + "1,".repeat(9_999) + "1]");
    Lookup lookup = lookup(fields);
    assertTrue(text.startsWith(String.valueOf(lookup.name())), "the beginning");
    assertTrue(lookup.search().length() < 3_000, "characters");
    assertNull(lookup.email());
    assertTrue(said(fields).length() < 9_000, "characters");
  }

  @Test
  void itsIdsAreWhatFollowsWhatWasSaid() {
    Registers said = said(Map.of("email", "\"A@B.c\""));
    assertEquals(IDS, Lookup.of(USER, said, IDS).ids(USER, said));
    assertEquals(SearchedIds.NONE, Lookup.of(USER, said, SearchedIds.NONE).ids(USER, said));
  }

  @Test
  void itsIdsAreNotKnownWhenItIsNotWhatWasSaid() {
    Registers said = said(Map.of("email", "\"A@B.c\""));
    for (Lookup other :
        new Lookup[] {
          lookup(Map.of("email", "\"other@b.c\"")),
          lookup(Map.of("email", "\"A@B.c\"", "name", "\"B\"")),
          new Lookup("a@b.c", null, "u\na@b.cx"),
          new Lookup("a@b.c", null, "x\na@b.c\nb")
        }) {
      assertNull(other.ids(USER, said), other.toString());
    }
  }

  @Test
  void aUserIsFoundByAnIdThatIsAnEmailAddress() {
    Person user = Person.user("Ada@example.com");

    assertEquals("ada@example.com", Lookup.of(user, new Registers(), SearchedIds.NONE).email());
    assertNull(Lookup.of(Person.anonymous("a@b.c"), new Registers(), SearchedIds.NONE).email());
  }
}
