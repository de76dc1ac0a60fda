package dev.inlet.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.time.InstantSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command line, against a real server. */
@NullUnmarked
class TriggerIT {
  @Given private static RunningInlet inlet;
  private static String account;
  private static String key;

  @BeforeAll
  static void start() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  private static int trigger(String... arguments) {
    return Trigger.run(InstantSource.system(), arguments);
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
}
