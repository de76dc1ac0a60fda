package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.command.remote.Surroundings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an operator does from a shell to a running server. */
@NullUnmarked
class AdminCommandsIT {
  private static final String CALL = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";

  @Given private static RunningInlet inlet;
  private static Shell shell;

  @BeforeAll
  static void open() {
    shell =
        new Shell(
            Map.of(
                "INLET_CONSOLE_PORT",
                Integer.toString(inlet.consolePort()),
                "INLET_ADMIN_PASSWORD",
                RunningInlet.ADMIN_PASSWORD));
  }

  private static Shell.Ended done(String... arguments) {
    Shell.Ended ended = shell.run(arguments);
    assertEquals(0, ended.code(), ended::toString);
    return ended;
  }

  private static Shell.Ended failed(String... arguments) {
    return endedBadly(1, arguments);
  }

  /** Whatever is wrong with what was given, whoever finds it. */
  private static Shell.Ended wrong(String... arguments) {
    return endedBadly(2, arguments);
  }

  private static Shell.Ended endedBadly(int code, String... arguments) {
    Shell.Ended ended = shell.run(arguments);
    assertEquals(code, ended.code(), ended::toString);
    assertEquals(1, ended.err().size(), ended::toString);
    assertEquals(List.of(), ended.out());
    return ended;
  }

  @Nested
  class Tokens {

    private Shell with(String token) {
      return new Shell(
          Map.of(
              "INLET_CONSOLE_PORT", Integer.toString(inlet.consolePort()), "INLET_TOKEN", token));
    }

    @Test
    void tokenIsCreatedUsedAndRevoked() {
      Shell.Ended created = done("token", "create", "nightly", "--role", "admin");
      String id = created.err().getFirst().replaceFirst("Token (\\S+):.*", "$1");

      Shell.Ended used = with(created.text()).run("account", "create", "by-token");
      assertEquals(List.of("Created by-token"), used.out());
      assertTrue(
          done("token", "list").text().matches("(?s).*nightly +admin +inlet_token_.*valid.*"));

      assertEquals(List.of("Revoked " + id), done("token", "revoke", id).out());
      Shell.Ended refused = with(created.text()).run("account", "list");
      assertEquals(1, refused.code());
      assertTrue(refused.err().getFirst().contains("API token revoked"), refused::toString);
    }

    @Test
    void withoutARoleItMayLookAlone() {
      Shell looking = with(done("token", "create", "curious").text());

      assertEquals(0, looking.run("account", "list").code());
      Shell.Ended refused = looking.run("account", "create", "not-by-token");
      assertEquals(1, refused.code());
      assertTrue(refused.err().getFirst().contains("needs the role admin"), refused::toString);
    }

    @Test
    void whatIsWrongIsOneLine() {
      assertTrue(wrong("token", "create", "x", "--role", "king").err().getFirst().contains("role"));
      assertTrue(
          wrong("token", "create", "x", "--expires-at", "soon")
              .err()
              .getFirst()
              .contains("expiresAt"));
      assertTrue(failed("token", "revoke", "none").err().getFirst().contains("none"));
    }
  }

  @Nested
  class Accounts {

    @Test
    void accountIsCreatedSuspendedAndResumed() {
      assertEquals(List.of("Created shell-1"), done("account", "create", "shell-1").out());
      String key = inlet.newKey("shell-1");

      done("account", "suspend", "shell-1");
      assertEquals(403, inlet.deliver(key, CALL).status());
      assertTrue(done("account", "list").text().matches("(?s).*shell-1 +shell-1 +suspended.*"));

      done("account", "resume", "shell-1");
      assertEquals(2, inlet.deliver(key, CALL).status() / 100);
    }

    @Test
    void accountIsClosedAndReopened() {
      String key = inlet.newKey("shell-4");

      assertTrue(
          done("account", "close", "shell-4").out().getFirst().startsWith("Closed shell-4; it is"));
      assertEquals(401, inlet.deliver(key, CALL).status());
      assertTrue(done("account", "list").text().matches("(?s).*shell-4 +shell-4 +closed.*"));
      assertTrue(failed("account", "close", "shell-4").err().getFirst().contains("already"));

      assertEquals(
          List.of("Resumed shell-4; it is closed, and its calls are refused until it is reopened"),
          done("account", "resume", "shell-4").out());

      assertEquals(
          List.of("Reopened shell-4, with its keys"), done("account", "reopen", "shell-4").out());
      assertEquals(2, inlet.deliver(key, CALL).status() / 100);
    }

    @Test
    void maintenanceOfOneAccountIsTurnedOnUntilATimeAndOff() {
      String key = inlet.newKey("shell-5");
      String[] on = {
        "maintenance", "on", "--account", "shell-5", "--until", "2999-01-01T00:00:00Z", "Moved"
      };

      assertEquals(
          List.of("Maintenance of shell-5 is on until 2999-01-01T00:00:00Z: Moved"),
          done(on).out());
      assertEquals("Moved", inlet.deliver(key, CALL).message());
      assertEquals(
          List.of("Maintenance is off; on for shell-5"), done("maintenance", "status").out());
      assertTrue(done("account", "list").text().matches("(?s).*shell-5 +shell-5 +maintenance.*"));
      assertTrue(
          wrong("maintenance", "on", "--account", "shell-5", "--until", "noon")
              .err()
              .getFirst()
              .contains("until must be"));

      done("maintenance", "off", "--account", "shell-5");
      assertEquals(2, inlet.deliver(key, CALL).status() / 100);
    }

    @Test
    void whatTheServerRefusesIsOneLine() {
      done("account", "create", "shell-2", "--name", "Second");

      assertTrue(failed("account", "create", "shell-2").err().getFirst().contains("shell-2"));
      assertTrue(wrong("account", "create", "Not an id").err().getFirst().contains("id"));
      assertTrue(failed("account", "suspend", "nobody").err().getFirst().contains("nobody"));
    }

    @Test
    void objectsAreForPrograms() {
      Shell.Ended created = done("account", "create", "shell-3", "--json");
      Shell.Ended listed = done("account", "list", "--json");

      assertTrue(created.text().startsWith("{\"id\":\"shell-3\""), created::toString);
      assertTrue(listed.text().startsWith("{\"accounts\":[{"), listed::toString);
      assertEquals(1, listed.out().size());
    }
  }

  @Nested
  class Keys {

    @Test
    void keyIsPrintedAloneAndOpens() {
      String account = inlet.newAccount();

      Shell.Ended created = done("key", "create", account);

      assertEquals(1, created.out().size(), created::toString);
      assertEquals(2, inlet.deliver(created.text(), CALL).status() / 100);
      assertFalse(done("key", "list", account).text().contains(created.text()));
    }

    @Test
    void keyHasTheTermsThatWereAskedFor() {
      String account = inlet.newAccount();

      done(
          "key",
          "create",
          account,
          "--name",
          "narrow",
          "--permissions",
          "identify,page",
          "--senders",
          "destination,tracking",
          "--expires-at",
          "2099-01-31T00:00:00Z");

      String listed = done("key", "list", account).text();
      assertTrue(
          listed.matches(
              "(?s).*narrow +inlet_\\w+ +identify,page +destination,tracking .*"
                  + "valid until 2099-01-31T00:00:00Z.*"),
          listed);
      assertTrue(
          wrong("key", "create", account, "--permissions", "greet")
              .err()
              .getFirst()
              .contains("greet"));
    }

    @Test
    void rotatedKeyWorksBesideTheNewOneAndARevokedOneNoMore() {
      String account = inlet.newAccount();
      String old = done("key", "create", account).text();
      String id = inlet.all(account, "keys").getFirst().get("id").asText();

      String fresh = done("key", "rotate", account, id, "--overlap", "PT1H").text();
      assertEquals(2, inlet.deliver(old, CALL).status() / 100);
      assertEquals(2, inlet.deliver(fresh, CALL).status() / 100);

      done("key", "revoke", account, id);
      assertEquals(401, inlet.deliver(old, CALL).status());
      assertTrue(done("key", "list", account).text().contains("revoked "));
      failed("key", "revoke", account, "no-such-key");
    }
  }

  @Nested
  class Tail {

    @Test
    void whatIsThereComesFirstAndWhatComesFollows() throws Exception {
      String account = inlet.newAccount();
      String key = inlet.newKey(account);
      inlet.deliver(key, CALL.replace("{", "{\"messageId\":\"before\","));
      inlet.await(
          "/api/accounts/" + account + "/deliveries", answer -> answer.body().contains("before"));
      var printed = new StringWriter();
      var following = new Following(printed);

      following.start("tail", account);
      RunningInlet.await(printed::toString, text -> text.contains("before"));
      inlet.deliver(key, CALL.replace("{", "{\"messageId\":\"after\","));
      inlet.deliver(key, "{\"type\":\"track\",\"messageId\":\"wrong\",\"userId\":\"u\"}");
      RunningInlet.await(
          printed::toString, text -> text.contains("after") && text.contains("wrong"));

      assertEquals(0, following.stop());
      List<String> lines = printed.toString().lines().toList();
      assertEquals(3, lines.size(), lines::toString);
      assertTrue(
          lines.getFirst().matches("\\S+Z  " + account + "  20[02]  track  before"),
          lines::toString);
      assertTrue(
          lines.stream().anyMatch(line -> line.contains("400  track  wrong  ")), lines::toString);
    }

    @Test
    void onlyWhatIsAskedForIsShown() {
      String account = inlet.newAccount();
      String key = inlet.newKey(account);
      for (int i = 0; i < 5; i++) {
        inlet.deliver(key, CALL.replace("{", "{\"messageId\":\"m" + i + "\","));
      }
      inlet.deliver(key, "{\"type\":\"track\",\"messageId\":\"wrong\",\"userId\":\"u\"}");
      inlet.await(
          "/api/accounts/" + account + "/deliveries?status=400",
          answer -> answer.body().contains("wrong"));

      assertEquals(3, done("tail", account, "--no-follow", "--last", "3").out().size());
      assertEquals(1, done("tail", account, "--no-follow", "--status", "400").out().size());
      assertEquals(1, done("tail", account, "--no-follow", "--message-id", "m3").out().size());
      assertEquals(0, done("tail", account, "--no-follow", "--type", "page").out().size());
      String line = done("tail", account, "--no-follow", "--last", "1", "--json").text();
      assertTrue(line.startsWith("{\"account\":\"" + account + "\",\"id\":"), line);
      wrong("tail", account, "--no-follow", "--status", "many");
      wrong("tail", account, "--no-follow", "--status", "999");
      assertTrue(
          wrong("tail", account, "--no-follow", "--type", "trak")
              .err()
              .getFirst()
              .contains("there is no type of call trak, did you mean track?"));
      assertEquals(
          3, done("tail", account, "--no-follow", "--last", "3", "--type", "Track").out().size());
      failed("tail", "nobody", "--no-follow");
    }
  }

  /** A command that goes on until it is interrupted. */
  private static final class Following {
    private final StringWriter printed;
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private Thread thread;

    Following(StringWriter printed) {
      this.printed = printed;
    }

    void start(String... arguments) {
      var around =
          new Surroundings(
              InstantSource.system(),
              shell.variables(),
              InputStream.nullInputStream(),
              new PrintWriter(printed),
              new PrintWriter(printed));
      thread = Thread.startVirtualThread(() -> code.complete(Commands.run(around, arguments)));
    }

    int stop() throws Exception {
      thread.interrupt();
      return code.get(10, TimeUnit.SECONDS);
    }
  }

  @Nested
  class Entry {

    @Test
    void tokenThatIsMissingOrWrongIsSaid() {
      var stranger = new Shell(Map.of("INLET_CONSOLE_PORT", Integer.toString(inlet.consolePort())));

      Shell.Ended without = stranger.run("account", "list");
      Shell.Ended wrong = stranger.run("account", "list", "--token", "no password");
      Shell.Ended right = stranger.run("account", "list", "--token", RunningInlet.ADMIN_PASSWORD);

      assertTrue(without.err().getFirst().contains("by --token or INLET_TOKEN"), without::toString);
      assertEquals(1, wrong.code());
      assertEquals(0, right.code());
    }

    @Test
    void whatIsNoAdminApiIsSaid() {
      Shell.Ended ended =
          shell.run("account", "list", "--address", "localhost:" + inlet.publicPort());

      assertEquals(1, ended.code());
    }
  }
}
