package dev.inlet.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a delivery is about, and whether it mentions something. */
@NullUnmarked
class SubjectTest {
  private static Subject of(String json) {
    return Subject.of(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "track,|\"event\":\"Order Completed\"|,Order Completed",
        "TRACK,|\"Event\":\"e\"|,e",
        "page,|\"name\":\"Pricing\",\"category\":\"c\"|,Pricing",
        "screen,|\"name\":\"\",\"category\":\"c\"|,c",
        "group,|\"groupId\":7|,7",
        "alias,|\"previousId\":\"p\"|,p",
        "identify,|\"event\":\"e\"|,",
        "delete,|\"event\":\"e\"|,",
        "other,|\"event\":\"e\"|,",
        "track,|\"event\":null|,"
      })
  void whatACallIsAboutDependsOnItsType(String type, String field, String what) {
    assertEquals(what, of("{\"type\":\"%s\",%s}".formatted(type, field)).what());
  }

  @Test
  void idsAreFoundInAnyCasing() {
    Subject subject =
        of("{\"user_id\":5678,\"AnonymousId\":\"a\",\"previousId\":\"p\",\"type\":\"alias\"}");

    assertEquals("5678", subject.who());
    assertEquals(List.of("5678", "a", "p"), subject.ids());
    assertEquals("a", of("{\"anonymousId\":\"a\",\"userId\":\"\"}").who());
    assertNull(of("{}").who());
  }

  @Test
  void nothingIsKnownOfWhatCannotBeRead() {
    assertEquals(Subject.UNKNOWN, of("{\"type\":\"track\",\"event\":\"e"));
    assertEquals(Subject.UNKNOWN, of("[]"));
  }

  @Test
  void textIsFoundWhereverItStandsWhateverItsCase() {
    var mention = new Mention("ordér", Set.of());
    byte[] body = "{\"event\":\"ORDÉR Completed\"}".getBytes(UTF_8);

    assertTrue(mention.isIn(null, null, body));
    assertTrue(mention.isIn("an-Ordér-1", null, null));
    assertTrue(mention.isIn(null, "Missing ordér", null));
    assertFalse(mention.isIn("m", "no", "{}".getBytes(UTF_8)));
    assertFalse(mention.isIn(null, null, null));
  }

  @Test
  void aPersonIsWhoItIsAboutAndNotWhoIsMentioned() {
    var mention = new Mention(null, Set.of("ada", "anon"));

    assertTrue(mention.isIn(null, null, "{\"userId\":\"ada\"}".getBytes(UTF_8)));
    assertTrue(mention.isIn(null, null, "{\"anonymousId\":\"anon\"}".getBytes(UTF_8)));
    assertFalse(mention.isIn(null, null, "{\"userId\":\"bob\",\"event\":\"ada\"}".getBytes(UTF_8)));
    assertFalse(mention.isIn("ada", "ada", null));
  }

  @Test
  void idsAreFoundHoweverTheyAreWritten() {
    assertTrue(
        new Mention(null, Set.of("ada"))
            .isIn(null, null, "{\"userId\":\"\\u0061da\"}".getBytes(UTF_8)));
    assertTrue(
        new Mention(null, Set.of("5678")).isIn(null, null, "{\"userId\":5678}".getBytes(UTF_8)));
    assertTrue(
        new Mention(null, Set.of("ädä")).isIn(null, null, "{\"userId\":\"ädä\"}".getBytes(UTF_8)));
  }

  @Test
  void plainTextIsFoundAtBothEndsAndNotBeyond() {
    byte[] body = "{\"a\":\"Zz\"}".getBytes(UTF_8);

    assertTrue(new Mention("{\"A", Set.of()).isIn(null, null, body));
    assertTrue(new Mention("zZ\"}", Set.of()).isIn(null, null, body));
    assertFalse(new Mention("zz\"}}", Set.of()).isIn(null, null, body));
    assertFalse(new Mention("[", Set.of()).isIn(null, null, "{".getBytes(UTF_8)));
  }

  @Test
  void bothAreAskedForTogether() {
    var mention = new Mention("order", Set.of("ada"));

    assertTrue(
        mention.isIn(null, null, "{\"userId\":\"ada\",\"event\":\"Order\"}".getBytes(UTF_8)));
    assertFalse(mention.isIn("order", null, "{\"userId\":\"bob\"}".getBytes(UTF_8)));
    assertFalse(mention.isIn(null, null, "{\"userId\":\"ada\"}".getBytes(UTF_8)));
  }
}
