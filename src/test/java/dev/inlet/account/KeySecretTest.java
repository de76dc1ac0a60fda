package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySecretTest {

  @Nested
  class RandomKey {
    private static final int KEYS = 1_000;

    @Test
    void neverRepeats() {
      var random = new SecureRandom();
      Set<String> texts = new HashSet<>();
      for (int i = 0; i < KEYS; i++) {
        assertTrue(texts.add(KeySecret.random(random).text()));
      }
    }

    @Test
    void holdsAtLeast160RandomBits() {
      var random = new SecureRandom();
      Set<Character> alphabet = new HashSet<>();
      int shortest = Integer.MAX_VALUE;
      for (int i = 0; i < KEYS; i++) {
        String text = KeySecret.random(random).text();
        String secret = text.substring(text.indexOf('_') + 1);
        shortest = Math.min(shortest, secret.length());
        secret.chars().forEach(c -> alphabet.add((char) c));
      }

      double bitsPerCharacter = Math.log(alphabet.size()) / Math.log(2);
      assertTrue(shortest * bitsPerCharacter >= 160, shortest + " of " + alphabet);
    }

    @Test
    void keepsEnoughBitsBehindItsPrefix() {
      KeySecret key = KeySecret.random(new SecureRandom());

      assertTrue((key.text().length() - key.prefix().length()) * 5 >= 160);
    }

    @Test
    void needsNoEscapingAnywhere() {
      for (int i = 0; i < KEYS; i++) {
        String text = KeySecret.random(new SecureRandom()).text();
        assertTrue(text.matches("inlet_[a-z2-9]+"), text);
        assertFalse(text.contains(":"));
      }
    }
  }

  @Test
  void digestIsSha256InLowerCaseHexadecimal() {
    // printf segment | sha256sum
    assertEquals(
        "03e71c6d7dc6bd4e89ceaf32f6488ca0aa69b0de784b706cac5818d680e9d97f",
        new KeySecret("segment").digest());
  }

  @Test
  void digestIsOfTheUtf8Text() {
    // printf 'schl\u00fcssel' | sha256sum
    assertEquals(
        "ccec7a8e3e039f0b6b308a81f438e1d07a59c8c896b4f237d10c3eecb8375ef7",
        new KeySecret("schl\u00fcssel").digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "ab", "segment", "exactly 12ch", "inlet_23456789abcdefghijkmnpqrstuv"})
  void prefixIsLessThanTheKey(String text) {
    String prefix = new KeySecret(text).prefix();

    assertTrue(prefix.length() <= text.length() / 2 && prefix.length() <= 12, prefix);
    assertTrue(text.startsWith(prefix));
  }

  @Test
  void printedKeyShowsItsPrefixOnly() {
    KeySecret key = KeySecret.random(new SecureRandom());

    assertEquals("KeySecret[" + key.prefix() + "…]", key.toString());
    assertFalse(key.toString().contains(key.text()));
    assertFalse(new KeySecret("segment").toString().contains("segment"));
  }
}
