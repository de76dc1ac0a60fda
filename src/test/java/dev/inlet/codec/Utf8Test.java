package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "\u007f", "\u0080", "é", "\u07ff", "\u0800", "日本", "\uffff", "😀", "a😀é日"
      })
  void lengthIsThatOfTheBytes(String text) {
    assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Utf8.length(text));
  }
}
