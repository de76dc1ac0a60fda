package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {

  @ParameterizedTest
  @CsvSource({
    "c2VnbWVudDo=, segment:",
    "c2VnbWVudDo,  segment:",
    "YQ==,         a",
    "YQ=,          a",
    "YQ,           a",
    "YWI=,         ab",
    "YWI==,        ab",
    "YWJj,         abc",
    "Pz8/Pj4+,     ???>>>",
    "Pz8_Pj4-,     ???>>>",
    "Pz8_Pj4+,     ???>>>"
  })
  void bothAlphabetsAndAnyPaddingAreRead(String text, String expected) {
    assertArrayEquals(expected.getBytes(StandardCharsets.UTF_8), Base64Text.decode(text));
  }

  @Test
  void nothingDecodesToNothing() {
    assertArrayEquals(new byte[0], Base64Text.decode(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "====",
        "YQ===",
        "YQ==YQ==",
        "Y=Q=",
        "Y=Q",
        "=YQ",
        "YW Jj",
        "YWJj\n",
        "YWJj YWJj",
        "YWJj.",
        "%%%%",
        "Ä",
        "{\"a\":1}",
        "segment:"
      })
  void everythingElseIsRefused(String text) {
    assertNull(Base64Text.decode(text));
  }

  @Test
  void anyBytesReadBackInEveryWriting() {
    var random = new Random(7);
    for (int length = 0; length < 64; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);

      assertArrayEquals(bytes, Base64Text.decode(Base64.getEncoder().encodeToString(bytes)));
      assertArrayEquals(bytes, Base64Text.decode(Base64.getUrlEncoder().encodeToString(bytes)));
      assertArrayEquals(
          bytes, Base64Text.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }
  }
}
