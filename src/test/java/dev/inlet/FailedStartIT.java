package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedStartIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost:1/inlet?user=u&password=",
        "jdbc:postgresql://localhost:no-port/inlet?password=",
        "jdbc:h2:file:/nowhere/inlet;NO_SUCH_SETTING=1;PASSWORD=",
        "jdbc:mysql://localhost/inlet?password="
      })
  void saysWhatIsWrongAndNoPassword(String url) throws IOException {
    var canaries = new Canaries();
    Map<String, Object> place =
        Map.of(
            "datasources.default.url",
            url + canaries.secret(),
            "datasources.default.password",
            canaries.secret(),
            "inlet.admin.password",
            canaries.secret(),
            "logger.levels.dev.inlet",
            "DEBUG");

    assertThrows(AssertionError.class, () -> new InletProcess(folder, place).close());

    String log = Files.readString(folder.resolve("log"));
    assertTrue(log.contains("Inlet does not start: "), log);
    assertEquals(List.of(), canaries.in(log), log);
  }
}
