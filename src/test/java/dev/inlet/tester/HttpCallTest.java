package dev.inlet.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallTest {
  private static final URI ENDPOINT = URI.create("http://localhost:8080/destination");

  @Test
  void callOfSegmentsHasTheHeadersThatItsDocumentLists() {
    HttpCall call =
        HttpCall.ofSegment(
            ENDPOINT, "segment", new Draft("{ \"type\": \"track\" }", "{\"a\":\"b\"}"));

    assertEquals("POST", call.method());
    assertEquals(
        Map.of(
            "Accept", "*/*",
            "Accept-Encoding", "identity",
            "Authorization", "Basic c2VnbWVudDo=",
            "Cache-Control", "no-cache",
            "Content-Type", "application/json",
            "User-Agent", "Segment.io/1.0",
            "X-Segment-Settings", "eyJhIjoiYiJ9"),
        call.headers());
    assertEquals("{\"type\":\"track\"}", call.body());
  }

  @Test
  void withoutSettingsThereIsNoHeaderForThem() {
    HttpCall call = HttpCall.ofSegment(ENDPOINT, "k", new Draft("{}", " "));

    assertFalse(call.headers().containsKey("X-Segment-Settings"));
  }

  @Test
  void keyIsShownOnlyWhenAskedFor() {
    HttpCall call = HttpCall.ofSegment(ENDPOINT, "segment", new Draft("{}", ""));

    for (String shown : List.of(call.head(), call.curl(), call.toString())) {
      assertFalse(shown.contains("c2VnbWVudDo="), shown);
    }
    assertTrue(call.curlWithKey().contains("Basic c2VnbWVudDo="));
  }

  @Test
  void shellReadsTheCurlCommandAsTheSameWords() throws IOException {
    String odd = "{\"a\":\"it's $(id) `id` \\\\ \\\" $HOME !\"}";
    HttpCall call = HttpCall.ofSegment(ENDPOINT, "k", new Draft(odd, ""));
    String script = "curl() { for word; do last=$word; done; printf %s \"$last\"; }\n";

    Process shell = new ProcessBuilder("sh", "-c", script + call.curlWithKey()).start();

    assertEquals(
        call.body(), new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "200, KEPT",
    "202, KEPT",
    "204, KEPT",
    "301, DROPPED",
    "400, DROPPED",
    "401, DROPPED",
    "403, DROPPED",
    "404, DROPPED",
    "429, RETRIED",
    "500, RETRIED",
    "501, DROPPED",
    "502, RETRIED",
    "503, RETRIED",
    "505, DROPPED"
  })
  void verdictIsSegments(int status, Verdict verdict) {
    assertEquals(verdict, Verdict.of(status));
  }
}
