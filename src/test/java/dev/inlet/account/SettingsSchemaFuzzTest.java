package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.inlet.Wording;
import dev.inlet.codec.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzed with {@code ./mvnw -Pfuzz test}; reads its seeds in every build. */
class SettingsSchemaFuzzTest {
  private static final SettingsSchema SCHEMA =
      new SettingsSchema(
          Stream.of(SettingType.values())
              .map(type -> new SettingDefinition("my " + type.name(), type, false, null))
              .toList());

  static Stream<byte[]> seeds() {
    return Stream.of(
            "",
            "{}",
            "{\"requireEmail\":true,\"events\":[\"a\"],\"traitMappings\":{\"mail\":\"email\"}}",
            "{\"REQUIRE_EMAIL\":1,\"MY_NUMBER\":1e400,\"my map\":{},\"mySelect\":\"x\"}",
            "{\"my text map\":{\"a\":1},\"my array\":[1,[2]],\"unknown\":null}",
            "{\"a\":\"\\ud83d\\ude00\\u0000\"}")
        .map(json -> json.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anySettingsAreReadTheSameAgainOrRefusedInWords(byte[] json) {
    Parsed<Settings> read = SCHEMA.read(json);
    switch (read) {
      case Parsed.Bad<Settings> bad -> assertTrue(Wording.isFit(bad.problem()), bad.problem());
      case Parsed.Ok<Settings> settings -> {
        String again = settings.value().toJson();
        assertEquals(read, SCHEMA.read(again.getBytes(StandardCharsets.UTF_8)));
      }
    }
    if (json.length > 0 && json.length <= SettingsSchema.MAX_BYTES) {
      assertEquals(read, SCHEMA.read(List.of(Base64.getEncoder().encodeToString(json))));
    }
  }
}
