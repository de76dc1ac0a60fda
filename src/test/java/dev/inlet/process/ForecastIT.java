package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.process.Interpreter.Interpretation.Understood;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is certain of calls before they are written. */
@NullUnmarked
class ForecastIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** More than half of what one id may hold, also as it is counted when it is read back. */
  private static final String LARGE = "x".repeat(510_000);

  @Given(value = Poison.PROPERTY + "=true", per = Per.TEST)
  private RunningInlet inlet;

  private final List<Journaled> calls = new ArrayList<>();
  private Forecast forecast;
  private String account;

  @BeforeEach
  void start() {
    forecast = inlet.context().getBean(Forecast.class);
    account = inlet.newAccount();
  }

  @AfterEach
  void mend() {
    Poison.mend(Set.of("a", "b", "c", "d")::contains);
  }

  private void call(CallType type, String messageId, String rest) {
    String body = "{\"type\":\"%s\",\"userId\":\"u\"%s}".formatted(type.wireName(), rest);
    calls.add(
        new Journaled(
            calls.size() + 1L,
            new JournalEntry(
                account,
                "k",
                Sender.DESTINATION,
                type,
                messageId,
                NOON,
                null,
                body.getBytes(StandardCharsets.UTF_8),
                Set.of()),
            null));
  }

  private void track(String messageId) {
    call(CallType.TRACK, messageId, ",\"event\":\"e\"");
  }

  private void large(String messageId) {
    call(CallType.IDENTIFY, messageId, ",\"traits\":{\"%s\":\"%s\"}".formatted(messageId, LARGE));
  }

  private int certain() {
    return forecast.certain(calls, 0);
  }

  @Test
  void usualCallsAreCertain() {
    track("a");
    call(CallType.IDENTIFY, "b", ",\"anonymousId\":\"x\",\"traits\":{\"email\":\"a@b.c\"}");
    call(CallType.PAGE, "c", "");
    call(CallType.SCREEN, "d", "");
    call(CallType.GROUP, "e", ",\"groupId\":\"g\",\"traits\":{\"name\":\"G\"}");
    assertEquals(5, certain());
  }

  @Test
  void whatAnAliasOrADeleteDoesIsNot() {
    track("a");
    call(CallType.ALIAS, "b", ",\"previousId\":\"x\"");
    track("c");
    assertEquals(1, certain());
    calls.clear();
    call(CallType.DELETE, "d", "");
    assertEquals(0, certain());
  }

  @Test
  void repeatsAreNotWhileTheFirstIsNotWrittenYet() {
    track("a");
    track("a");
    assertEquals(1, certain());
    assertEquals(0, certain());

    forecast.written(1);
    assertEquals(1, certain());
  }

  @Test
  void repeatsOfWhatWasWrittenAreNot() {
    String key = inlet.newKey(account);
    inlet.deliver(
        key, "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"written\"}");
    inlet.await(
        "/api/accounts/%s/events".formatted(account), answer -> !answer.at("/events").isEmpty());
    track("new");
    track("written");
    assertEquals(1, forecast.certain(calls, 1));
  }

  @Test
  void whatAHandlerFailsOverIsNot() {
    Poison.THROWS.add("b");
    Poison.UNSTORABLE.add("c");
    Poison.BREAKS.add("d");
    track("a");
    track("b");
    assertEquals(1, certain());
    calls.clear();
    track("c");
    assertEquals(0, certain());
    calls.clear();
    track("d");
    assertEquals(0, certain());
  }

  @Test
  void whatAHandlerSaidAheadIsNotAskedForAgain() {
    Interpreter interpreter = inlet.context().getBean(Interpreter.class);
    track("a");
    assertEquals(1, certain());
    Poison.THROWS.add("a");
    assertInstanceOf(Understood.class, interpreter.interpret(calls.getFirst(), 1));
    assertInstanceOf(Failure.class, interpreter.interpret(calls.getFirst(), 1), "only once");
  }

  @Test
  void whomMuchIsSaidOfHasRoomForCertainOnlyAtFirst() {
    large("a");
    large("b");
    assertEquals(1, certain());
  }

  @Test
  void nothingIsWhileSomethingElseWrites() {
    track("a");
    Forecast.Suspension suspension = forecast.suspend();
    assertEquals(0, certain());
    suspension.close();
    assertEquals(1, certain());
  }

  @Test
  void whatIsSaidOfTheErasedIsNot() {
    String key = inlet.newKey(account);
    inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"u\"}");
    inlet.await("/api/accounts/%s/contacts/u".formatted(account), answer -> answer.status() == 200);
    inlet.admin("DELETE", "/api/accounts/%s/contacts/u".formatted(account));
    track("a");
    assertEquals(0, forecast.certain(calls, 1));
  }
}
