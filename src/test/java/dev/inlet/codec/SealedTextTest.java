package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class SealedTextTest {
  private static final byte[] KEY = new byte[32];

  @Test
  void textComesBackUnderItsKeyAsTheirsWhoseItIs() {
    String sealed = SealedText.seal(KEY, "ada", "sécret 😀");
    assertEquals("sécret 😀", SealedText.open(KEY, "ada", sealed));
  }

  @Test
  void sealingTwiceGivesTwoTexts() {
    assertNotEquals(SealedText.seal(KEY, "", "secret"), SealedText.seal(KEY, "", "secret"));
  }

  @Test
  void anotherKeyOpensNothing() {
    byte[] other = KEY.clone();
    other[0] = 1;
    assertNull(SealedText.open(other, "ada", SealedText.seal(KEY, "ada", "secret")));
  }

  @Test
  void nothingIsOpenedAsSomebodyElses() {
    assertNull(SealedText.open(KEY, "bob", SealedText.seal(KEY, "ada", "secret")));
  }

  @Test
  void whatWasChangedIsNotOpened() {
    String sealed = SealedText.seal(KEY, "ada", "secret");
    char other = sealed.charAt(20) == 'A' ? 'B' : 'A';
    assertNull(SealedText.open(KEY, "ada", sealed.substring(0, 20) + other + sealed.substring(21)));
  }
}
