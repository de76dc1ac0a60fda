package dev.inlet.sender;

import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.Answer;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which address a call gets, which the operator decides. */
class CallerAddressIT {
  @TempDir Path folder;

  private RunningInlet start(boolean isWanted, int trustedProxies) {
    return RunningInlet.in(folder)
        .with("inlet.tracking.caller-ip", isWanted)
        .with("inlet.tracking.trusted-proxies", trustedProxies)
        .start();
  }

  /** The address that is journaled for a call with this context; empty when there is none. */
  private static String ip(RunningInlet inlet, String context, String... headers) {
    String key = inlet.newKey("acme", Sender.TRACKING);
    Journal journal = inlet.context().getBean(Journal.class);
    long before = journal.last();
    var all = new ArrayList<>(List.of("Authorization", basic(key)));
    all.addAll(List.of(headers));
    Answer answer =
        inlet.post(
            "/v1/page",
            "{\"userId\":\"1\",\"context\":%s}".formatted(context).getBytes(StandardCharsets.UTF_8),
            all.toArray(String[]::new));
    assertEquals(200, answer.status(), answer::toString);
    byte[] body = journal.read(before, 1).getFirst().entry().body();
    return new Answer(200, Map.of(), new String(body, StandardCharsets.UTF_8))
        .at("/context/ip")
        .asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"direct\":true}"})
  void nobodysAddressIsTakenUnasked(String context) {
    try (RunningInlet inlet = start(false, 1)) {
      assertEquals("", ip(inlet, context, "X-Forwarded-For", "203.0.113.7"));
    }
  }

  @Test
  void callersAddressIsTakenWhereThereIsNone() {
    try (RunningInlet inlet = start(true, 0)) {
      assertEquals("127.0.0.1", ip(inlet, "{}"));
      assertEquals("127.0.0.1", ip(inlet, "null"));
      assertEquals("192.0.2.8", ip(inlet, "{\"ip\":\"192.0.2.8\"}"));
      assertEquals("127.0.0.1", ip(inlet, "{\"ip\":\"192.0.2.8\",\"direct\":true}"));
    }
  }

  @Test
  void strangersWordIsNotTakenForTheAddress() {
    try (RunningInlet inlet = start(true, 0)) {
      assertEquals("127.0.0.1", ip(inlet, "{}", "X-Forwarded-For", "203.0.113.7"));
    }
  }

  @Test
  void trustedProxysWordIsTaken() {
    try (RunningInlet inlet = start(true, 1)) {
      assertEquals("203.0.113.7", ip(inlet, "{}", "X-Forwarded-For", "203.0.113.7"));
      assertEquals("203.0.113.7", ip(inlet, "{}", "X-Forwarded-For", "198.51.100.1, 203.0.113.7"));
      assertEquals("2001:db8:0:0:0:0:0:1", ip(inlet, "{}", "X-Forwarded-For", "2001:db8::1"));
      assertEquals("", ip(inlet, "{}", "X-Forwarded-For", "unknown"));
      assertEquals("127.0.0.1", ip(inlet, "{}"));
    }
  }

  @Test
  void behindTwoProxiesTheOuterOnesWordCounts() {
    try (RunningInlet inlet = start(true, 2)) {
      assertEquals(
          "203.0.113.7", ip(inlet, "{}", "X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.0.0.1"));
    }
  }
}
