package dev.inlet.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTypeTest {
  @ParameterizedTest
  @EnumSource
  void isFoundInAnyCase(CallType type) {
    assertEquals(Optional.of(type), CallType.named(type.wireName()));
    assertEquals(Optional.of(type), CallType.named(type.wireName().toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " page", "page ", "pages", "\u0131dentify", "\u0130DENTIFY", "trac\u212a"})
  void isNotWhatOnlyLooksLikeOne(String text) {
    assertEquals(Optional.empty(), CallType.named(text));
  }
}
