package dev.inlet.sender.jitsu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeographyTest {
  @TempDir Path folder;

  private Geography geography() throws IOException {
    return Geography.in(
        new MaxMindFile()
            .with(
                "1.1.1.1",
                Map.of(
                    "city", Map.of("names", Map.of("en", "San Francisco", "de", "anders")),
                    "country", Map.of("iso_code", "US"),
                    "location", Map.of("latitude", 37.7749, "longitude", -122.4194),
                    "subdivisions", List.of(Map.of("iso_code", "CA"))))
            .with("1.1.1.2", Map.of("country", Map.of("iso_code", "FR")))
            .with("1.1.1.3", Map.of("continent", Map.of("code", "EU")))
            .writeTo(folder.resolve("places.mmdb")));
  }

  @Test
  void cityIsLocatedInSegmentsWords() throws IOException {
    try (Geography geography = geography()) {
      assertEquals(
          "{\"city\":\"San Francisco\",\"country\":\"US\",\"latitude\":37.7749,"
              + "\"longitude\":-122.4194,\"region\":\"CA\"}",
          geography.locate("1.1.1.1"));
    }
  }

  @Test
  void countryAloneIsALocationToo() throws IOException {
    try (Geography geography = geography()) {
      assertEquals("{\"country\":\"FR\"}", geography.locate("1.1.1.2"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.3", "9.9.9.9", "2001:db8::1", "localhost", "999.1.1.1", ""})
  void elsewhereIsNowhere(String ip) throws IOException {
    try (Geography geography = geography()) {
      assertNull(geography.locate(ip));
    }
  }

  @Test
  void withoutAFileNothingIsKnown() {
    assertNull(Geography.unknown().locate("1.1.1.1"));
  }

  @Test
  void fileThatIsNoneIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text.mmdb"), "no database");

    assertThrows(IOException.class, () -> Geography.in(file));
    assertThrows(IOException.class, () -> Geography.in(folder.resolve("missing.mmdb")));
  }
}
