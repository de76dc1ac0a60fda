package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @Nested
  class Refused {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "jdbc:h2:file:/data/inlet;WRITE_DELAY=500",
          "jdbc:h2:file:/data/inlet;write_delay=500",
          "jdbc:h2:file:/data/inlet;LOG=0",
          "jdbc:h2:file:/data/inlet;FILE_LOCK=NO",
          "jdbc:h2:file:/data/inlet;FILE_LOCK=SOCKET",
          "jdbc:h2:file:/data/inlet;DB_CLOSE_DELAY=1; file_lock=no",
          "jdbc:h2:file:/data/inlet;RETENTION_TIME=0",
          "jdbc:h2:file:/data/inlet;ACCESS_MODE_DATA=r",
          "jdbc:h2:file:/data/inlet;INIT=SET WRITE_DELAY 500",
          "jdbc:h2:file:memFS:inlet",
          "jdbc:h2:file:memLZF:inlet",
          "jdbc:h2:file:nioMemFS:inlet",
          "jdbc:h2:file:nioMapped:/data/inlet",
          "jdbc:h2:file:retry:/data/inlet",
          "jdbc:h2:file:zip:/data/inlet.zip!/inlet",
        })
    void aModeOfH2ThatCanLoseCalls(String url) {
      var refused = assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.of(url));
      assertTrue(
          String.valueOf(refused.getMessage())
              .contains("datasources.default.url (DATASOURCES_DEFAULT_URL)"));
      assertTrue(String.valueOf(refused.getMessage()).contains("acknowledged calls could be lost"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "CIPHER=AES|must not set CIPHER, because the journal beside it would stay in clear text",
          "MODE=PostgreSQL|must not set MODE: Inlet sets by itself what it needs of H2",
          "CACHE_SIZE=1|must not set CACHE_SIZE: ",
          "TIME ZONE=UTC|must not set TIME ZONE: ",
          "NO_SUCH_OPTION=1|must not set NO_SUCH_OPTION: ",
          "USER=me|must not set USER: set DATASOURCES_DEFAULT_USERNAME",
          "PASSWORD=secret|must not set PASSWORD: set DATASOURCES_DEFAULT_PASSWORD",
          "secret|has something behind a \";\" that is no NAME=value",
          "DB_CLOSE_DELAY|has something behind a \";\" that is no NAME=value",
        })
    void anotherOptionOfH2(String option, String sentence) {
      var refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> DatabaseUrl.of("jdbc:h2:file:/data/inlet;" + option));
      String message = String.valueOf(refused.getMessage());
      assertTrue(
          message.startsWith("datasources.default.url (DATASOURCES_DEFAULT_URL) " + sentence),
          message);
      assertFalse(message.contains("secret"), message);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "jdbc:h2:mem:inlet",
          "jdbc:h2:/data/inlet",
          "jdbc:h2:tcp://host/inlet",
          "jdbc:mysql://host/inlet",
          "inlet"
        })
    void anythingElse(String url) {
      var refused = assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.of(url));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("must start with"),
          String.valueOf(refused.getMessage()));
    }

    @Test
    void withoutShowingWhatFollowsTheName() {
      var refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> DatabaseUrl.of("jdbc:mysql://me:secret@host/inlet?password=secret"));
      assertFalse(
          String.valueOf(refused.getMessage()).contains("secret"),
          String.valueOf(refused.getMessage()));
    }
  }

  @Nested
  class Taken {

    @Test
    void h2WithTheJournalInAFolderBesideIt() {
      DatabaseUrl url = DatabaseUrl.of("jdbc:h2:file:/data/inlet;DB_CLOSE_DELAY=1");
      assertTrue(url.journal().startsWith("jdbc:h2:file:checked:/data/inlet-journal;"));
      assertEquals(Path.of("/data/inlet-journal"), url.journalFolder());
      assertTrue(url.contacts().startsWith("jdbc:h2:file:checked:/data/inlet;"));
      assertFalse(url.isShared());
    }

    @Test
    void postgresqlAsItIs() {
      DatabaseUrl url = DatabaseUrl.of("jdbc:postgresql://host/inlet");
      assertEquals("jdbc:postgresql://host/inlet", url.contacts());
      assertEquals(url.contacts(), url.journal());
      assertTrue(url.isShared());
    }

    @Test
    void shownAsTheOperatorWroteIt() {
      assertEquals("jdbc:h2:file:/data/inlet", DatabaseUrl.inFiles(Path.of("/data")).toString());
    }
  }
}
