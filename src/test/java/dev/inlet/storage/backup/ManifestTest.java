package dev.inlet.storage.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.inlet.operate.OperationRefused;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Path ARCHIVE = Path.of("a.zip");
  private static final String JOURNAL = "inlet-journal/00000000000000000001.calls";

  private static final Manifest MANIFEST =
      new Manifest(
          "0.1.0",
          Instant.parse("2026-03-01T12:00:00Z"),
          7,
          9,
          List.of(
              new Manifest.Entry("inlet.mv.db", 4_096, "00"),
              new Manifest.Entry(JOURNAL, 64, "01")));

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(MANIFEST, Manifest.read(MANIFEST.toJson(), ARCHIVE));
  }

  @ParameterizedTest
  @CsvSource({
    "0.2.0,0.1.9,true",
    "0.10.0,0.9.0,true",
    "1.0.0-SNAPSHOT,0.9,true",
    "0.1.0,0.1.0,false",
    "0.1.0,0.2.0,false",
    "99.0,development,false",
    "development,0.1.0,false",
  })
  void versionIsNewerByItsNumbers(String one, String other, boolean isNewer) {
    assertEquals(isNewer, Manifest.isNewer(one, other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inlet-backup|something",
        "\"mark\":7|\"mark\":-1",
        "\"mark\":7|\"mark\":\"7\"",
        "\"mark\":7|\"mark\":7.5",
        "\"format\":1|\"format\":2",
        "2026|the year 2026",
        "inlet.mv.db|inlet.db",
        JOURNAL + "|../../etc/passwd",
        JOURNAL + "|inlet-journal/../inlet.mv.db",
        JOURNAL + "|inlet.mv.db",
        "{|[",
      })
  void whatIsWrittenByNobodyIsRefused(String change) {
    String[] both = change.split("\\|");
    String bent = new String(MANIFEST.toJson(), UTF_8).replace(both[0], both[1]);

    assertThrows(OperationRefused.class, () -> Manifest.read(bent.getBytes(UTF_8), ARCHIVE), bent);
  }
}
