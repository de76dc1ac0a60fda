package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Causes;
import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class UnsafePostgresqlIT {

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes"})
  void aServerThatSkipsAWriteIsRefusedByTheNameOfTheSetting(String setting) throws IOException {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig(setting, "off")
            .start()) {
      assertRefused(
          setting, EmbeddedPostgresql.properties("localhost", server.getPort(), "postgres"));
    }
  }

  @Test
  void aDatabaseWhoseCommitsDoNotWaitIsRefusedByTheNameOfTheSetting() {
    String database = EmbeddedPostgresql.newDatabaseName();
    EmbeddedPostgresql.execute("ALTER DATABASE " + database + " SET synchronous_commit = off");
    assertRefused(
        "synchronous_commit",
        EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database));
  }

  private static void assertRefused(String setting, Map<String, Object> place) {
    Throwable cause =
        Causes.innermost(assertThrows(RuntimeException.class, () -> Stores.open(place).close()));
    assertTrue(cause.getMessage().contains(setting + " off"), cause.getMessage());
    assertEquals(IllegalStateException.class, cause.getClass());
  }
}
