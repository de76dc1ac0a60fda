package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.ManyRows;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** An export while something happens to the database. */
@OnEveryDatabase
@NullUnmarked
class ExportIT {
  /** More than what is under way to somebody who does not read yet. */
  private static final int CONTACTS = 60;

  private static final int CHARACTERS = 900_000;
  private static final String PATH = "/api/accounts/acme/contacts.csv";

  @Parameter DatabaseKind kind;
  @TempDir Path folder;
  private Everything everything;
  private RunningInlet inlet;

  @BeforeEach
  void fill() throws Exception {
    Map<String, Object> place = kind.fresh(folder);
    everything = new Everything(place);
    inlet = RunningInlet.in(folder).with(place).start();
    inlet.newAccount("acme");
    new ManyRows(place)
        .people("acme", 1, CONTACTS, "CONCAT('u:', x)", ManyRows.trait("big", CHARACTERS))
        .contacts("acme", 1, CONTACTS);
  }

  @AfterEach
  void close() {
    inlet.close();
  }

  @Test
  void whatBreaksOffSaysSoInItsLastLineAndByItsConnection() throws Exception {
    assertEquals(
        "\"THIS FILE IS NOT WHOLE: reading the contacts failed here. Export them again\"",
        lastLineOfWhatBreaksOff(PATH));
  }

  @Test
  void accountThatBreaksOffSaysSoLikewise() throws Exception {
    assertEquals(
        "{\"record\":\"broken\",\"message\":\"THIS FILE IS NOT WHOLE: reading the account failed"
            + " here. Export it again\"}",
        lastLineOfWhatBreaksOff("/api/accounts/acme/export.ndjson"));
  }

  private String lastLineOfWhatBreaksOff(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer = client.send(request(path), BodyHandlers.ofInputStream());
      assertEquals(200, answer.statusCode());
      everything.execute("ALTER TABLE person_state RENAME TO gone");

      var read = new ByteArrayOutputStream();
      assertThrows(IOException.class, () -> answer.body().transferTo(read));

      String[] lines = read.toString(StandardCharsets.UTF_8).split("\r?\n");
      assertTrue(lines.length > 1, "it has begun");
      return lines[lines.length - 1];
    }
  }

  @Test
  void whatCannotBeginIsAnsweredAsAFault() throws Exception {
    everything.execute("ALTER TABLE person_state RENAME TO gone");
    assertEquals(503, inlet.admin("GET", PATH).status());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + inlet.consolePort() + path))
        .header("Authorization", "Bearer " + RunningInlet.ADMIN_PASSWORD)
        .build();
  }
}
