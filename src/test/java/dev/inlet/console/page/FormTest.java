package dev.inlet.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {

  private static Form read(String body) {
    return Form.read(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fieldsAreDecodedAndKeepTheirOrder() {
    Form form = read("a=1&b=x+%26+%C3%BC&a=2&ticked=");

    assertEquals("1", form.text("a"));
    assertEquals(List.of("1", "2"), form.texts("a"));
    assertEquals("x & ü", form.text("b"));
    assertTrue(form.has("ticked"));
    assertFalse(form.has("absent"));
    assertEquals("", form.text("absent"));
  }

  @Test
  void lineEndsAreOneCharacter() {
    assertEquals("a\nb", read("t=a%0D%0Ab").text("t"));
  }

  @Test
  void emptyBodyHasNothing() {
    assertEquals("", read("").text("token"));
  }

  @Test
  void brokenEncodingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> read("a=%zz"));
  }
}
