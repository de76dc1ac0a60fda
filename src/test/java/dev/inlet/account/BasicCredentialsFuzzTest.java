package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.inlet.RunningInlet;
import dev.inlet.Wording;
import dev.inlet.codec.Parsed;
import java.util.List;
import org.junit.jupiter.params.provider.ValueSource;

/** Fuzzed with {@code ./mvnw -Pfuzz test}; reads its seeds in every build. */
class BasicCredentialsFuzzTest {
  @ValueSource(
      strings = {
        "Basic",
        "Basic c2VnbWVudDo=",
        "bAsIc  c2VnbWVudDo",
        "Basic Og==",
        "Basic wIA6",
        "Basic a-_+/===",
        "Bearer c2VnbWVudDo=",
        "Basic\tc2VnbWVudDo="
      })
  @FuzzTest
  void anyHeaderIsAKeyOrRefusedInWords(@NotNull String header) {
    switch (BasicCredentials.read(List.of(header))) {
      case Parsed.Bad<KeySecret> bad -> assertTrue(Wording.isFit(bad.problem()), bad.problem());
      case Parsed.Ok<KeySecret> secret -> isTheSameInOtherWords(secret.value());
    }
    assertInstanceOf(Parsed.Bad.class, BasicCredentials.read(List.of(header, header)));
  }

  private static void isTheSameInOtherWords(KeySecret secret) {
    assertFalse(secret.text().isEmpty());
    assertFalse(secret.text().contains(":"));
    assertEquals(
        Parsed.ok(secret),
        BasicCredentials.read(List.of("BASIC " + RunningInlet.base64(secret.text() + ":a:b"))));
  }
}
