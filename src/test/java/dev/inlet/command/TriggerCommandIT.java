package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, against a real server. */
@NullUnmarked
class TriggerCommandIT {
  @Given private static RunningInlet inlet;
  private static String account;
  private static String key;

  @BeforeAll
  static void start() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  private static int trigger(String... arguments) {
    return shell(arguments).code();
  }

  private static Shell.Ended shell(String... arguments) {
    var words = new ArrayList<>(List.of("trigger"));
    words.addAll(List.of(arguments));
    return new Shell(Map.of("MICRONAUT_SERVER_PORT", Integer.toString(inlet.publicPort())))
        .run(words.toArray(String[]::new));
  }

  private static String url() {
    return "http://localhost:" + inlet.publicPort() + "/destination";
  }

  @Test
  void sampleMakesAContactWithWhatWasOverridden() {
    int code =
        trigger(
            "identify",
            "--url",
            url(),
            "--key",
            key,
            "--override",
            "userId=cli",
            "--override",
            "traits.plan=basic",
            "--override",
            "traits.seats=7",
            "--scenario",
            "duplicate");

    assertEquals(0, code);
    Answer contact =
        inlet.await("/api/accounts/" + account + "/contacts/cli", answer -> answer.status() == 200);
    assertEquals("basic", contact.at("/traits/plan").asText());
    assertEquals(7, contact.at("/traits/seats").asInt());
  }

  @Test
  void refusalThatIsRightEndsWellToo() {
    assertEquals(
        0, trigger("track", "--url", url(), "--key", key, "--scenario", "unsupported-type"));
    assertEquals(
        0, trigger("identify", "--url", url(), "--key", key, "--scenario", "missing-email"));
    assertEquals(0, trigger("page", "--url", url(), "--key", "x", "--scenario", "expired-key"));
  }

  @Test
  void answerThatIsNotAsItShouldBeEndsWithOne() {
    assertEquals(1, trigger("track", "--url", url(), "--key", "unknown"));
    assertEquals(1, trigger("track", "--url", "http://localhost:1/destination", "--key", key));
    assertEquals(
        1, trigger("track", "--url", url(), "--key", key, "--settings", "{\"events\":\"x\"}"));
  }

  @Test
  void wrongArgumentsEndWithTwo() {
    assertEquals(2, trigger("greet"));
    assertEquals(2, trigger("track", "--scenario", "retry"));
    assertEquals(2, trigger("track", "--scenario", "unheard-of"));
    assertEquals(2, trigger("track", "--url", "ftp://localhost/"));
    assertEquals(2, trigger());
  }

  @Test
  void theVerdictComesFirstAndAloneWhenQuiet() {
    Shell.Ended whole = shell("track", "--key", key);
    Shell.Ended quiet = shell("track", "--key", key, "--quiet", "--scenario", "duplicate");

    assertTrue(whole.out().getFirst().startsWith("Kept: Segment is done with this call."));
    assertTrue(whole.out().contains("Request from Segment"), whole::toString);
    assertEquals(2, quiet.out().size(), quiet::toString);
    assertTrue(quiet.out().getFirst().contains("(The first delivery, "), quiet::toString);
  }

  @Test
  void objectsAreForProgramsAndHoldNoKey() {
    Shell.Ended ended = shell("track", "--key", "inlet_unknown", "--json");

    assertEquals(1, ended.code());
    assertEquals(1, ended.out().size(), ended::toString);
    assertTrue(
        ended
            .text()
            .startsWith(
                "{\"note\":\"The"
                    + " call\",\"verdict\":\"dropped\",\"expected\":\"kept\",\"asExpected\":false,"),
        ended::toString);
    assertTrue(ended.text().contains(",\"status\":401,"), ended::toString);
    assertTrue(!ended.text().contains("inlet_unknown"), ended::toString);
  }

  @Test
  void messageOutOfAFileIsSentAsItIs(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("message.json");
    Files.writeString(file, "{\"type\":\"identify\",\"userId\":\"filed\",\"traits\":{\"n\":1.10}}");

    assertEquals(0, trigger("--data", file.toString(), "--key", key));

    Answer contact =
        inlet.await(
            "/api/accounts/" + account + "/contacts/filed", answer -> answer.status() == 200);
    assertTrue(contact.body().contains("\"n\":1.10"), contact.body());
  }

  @Test
  void messageThatIsNoJsonIsSentTooButCannotBeChanged(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("message.json");
    Files.writeString(file, "{\"type\":");

    assertEquals(1, trigger("--data", file.toString(), "--key", key));
    assertEquals(2, trigger("--data", file.toString(), "--override", "a=b"));
    assertEquals(2, trigger("--data", folder.resolve("nowhere").toString()));
  }

  @Test
  void eachMistakeIsOneLine() {
    Shell.Ended type = shell("identfy");
    Shell.Ended option = shell("track", "--scenarios", "duplicate");

    assertEquals(
        List.of(
            "inlet trigger: there is no type of call identfy, did you mean identify?;"
                + " inlet trigger --help tells what there is"),
        type.err());
    assertEquals(
        List.of(
            "inlet trigger: there is no option --scenarios, did you mean --scenario?;"
                + " inlet trigger --help tells what there is"),
        option.err());
    assertEquals(List.of(), type.out());
  }
}
