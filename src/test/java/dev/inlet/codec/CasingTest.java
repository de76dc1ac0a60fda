package dev.inlet.codec;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class CasingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userId",
        "userid",
        "user_id",
        "USER ID",
        "User-Id",
        "USERID",
        "user.id",
        "$user_id",
        " userId "
      })
  void spellingsOfOneNameFoldToOneForm(String spelling) {
    assertEquals("userid", Casing.fold(spelling));
  }

  @Test
  void otherLettersAndDigitsStay() {
    assertEquals("straße2", Casing.fold("Straße 2"));
    assertEquals("名前", Casing.fold("名_前"));
    assertEquals("\uD801\uDC28", Casing.fold("\uD801\uDC00"), "Deseret beyond 16 bits");
    assertEquals("", Casing.fold("__-$ "));
    assertNotEquals(Casing.fold("userId"), Casing.fold("userIds"));
  }

  @Test
  void foldingDoesNotDependOnTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertEquals("userid", Casing.fold("USERID"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"writeKey\":1}",
        "{\"a\":\"x\",\"write_key\":1}",
        "{\"a\":\"\\\"\",\"W R I T E K E Y\":1}",
        "{\"w\\u0072itekey\":1}",
        "{\"write\\nkey\":1}",
        "{\"write\u200bkey\":1}",
        "{\"write\u212aey\":1}",
        "{\"a\":{\"b\":[{\"$write.key\":1}]}}"
      })
  void lookNeverMissesAName(String json) {
    assertTrue(Casing.mayName(json, List.of("apikey", "writekey")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "\"",
        "{\"writeKeys\":1}",
        "{\"write\":\"key\"}",
        "{\"rewriteKey\":\"b\u00e4r\"}",
        "{\"a\":\"the writeKey\"}",
        "{\"wri"
      })
  void lookPassesOverWhatIsNoSuchName(String json) {
    assertFalse(Casing.mayName(json, List.of("apikey", "writekey")));
  }

  @Test
  void canonicalSpellingWinsWhereverItStands() {
    assertEquals("1", Casing.find(object("{\"userId\":1,\"user_id\":2}").members(), "userId"));
    assertEquals("1", Casing.find(object("{\"user_id\":2,\"userId\":1}").members(), "userId"));
  }

  @Test
  void lastOfSeveralOtherSpellingsWins() {
    assertEquals("2", Casing.find(object("{\"USERID\":1,\"user_id\":2}").members(), "userId"));
    assertEquals(
        "3", Casing.find(object("{\"USERID\":1,\"user_id\":2,\"USERID\":3}").members(), "userId"));
  }

  @Test
  void absentFieldIsNotFound() {
    assertNull(Casing.find(object("{\"user\":1,\"id\":2}").members(), "userId"));
  }
}
