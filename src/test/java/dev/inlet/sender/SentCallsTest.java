package dev.inlet.sender;

import static dev.inlet.codec.Reading.object;
import static dev.inlet.codec.Reading.problem;
import static dev.inlet.codec.Reading.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.CallType;
import dev.inlet.delivery.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentCallsTest {
  private static final int LARGEST = 1024;
  private static final long LARGEST_REQUEST = 8 * LARGEST;
  private static final SentCalls CALLS = new SentCalls(LARGEST, 3, LARGEST_REQUEST, adding(""));

  /** What a protocol adds, as JSON text; nothing when it is empty. */
  private static Addition adding(String value) {
    return new Addition() {
      @Override
      public void addTo(CallDraft call) {
        call.fill("added", value.isEmpty() ? null : value);
      }

      @Override
      public long most(long bytes) {
        return value.isEmpty() ? bytes : bytes + ",\"added\":".length() + value.length();
      }
    };
  }

  private static Message single(String body) {
    return value(CALLS.single(object(body), CallType.TRACK)).getFirst();
  }

  private static List<Message> batch(String body) {
    return value(CALLS.batch(object(body)));
  }

  private static String onlyCall(String body) {
    return batch(body).getFirst().json().text();
  }

  private static String fingerprint(Message message) {
    return new String(message.fingerprint().get(), StandardCharsets.UTF_8);
  }

  @Nested
  class OneCall {
    @Test
    void typeIsWhatThePathSays() {
      assertEquals(
          "{\"event\":\"e\",\"type\":\"track\"}",
          single("{\"Type\":\"page\",\"event\":\"e\"}").json().text());
    }

    @Test
    void standsAlone() {
      assertEquals(Message.ALONE, single("{}").index());
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeKey", "write_key", "WRITEKEY", "apiKey"})
    void keyIsNeverKept(String name) {
      Message message = single("{\"%s\":\"secret\",\"event\":\"e\"}".formatted(name));

      assertFalse(message.json().text().contains("secret"));
      assertFalse(new String(message.body(), StandardCharsets.UTF_8).contains("secret"));
      assertFalse(fingerprint(message).contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeKey", "write_key", "WRITEKEY", "apiKey"})
    void keyInTheContextIsNeverKept(String name) {
      String call =
          "{\"event\":\"e\",\"context\":{\"%s\":\"secret\",\"ip\":\"1\"}}".formatted(name);

      assertEquals(
          "{\"event\":\"e\",\"context\":{\"ip\":\"1\"},\"type\":\"track\"}",
          single(call).json().text());
      assertEquals(
          "{\"event\":\"e\",\"context\":{\"ip\":\"1\"}}", onlyCall("{\"batch\":[" + call + "]}"));
      assertEquals(
          "{\"context\":{\"ip\":\"1\"}}",
          onlyCall(
              "{\"batch\":[{}],\"context\":{\"%s\":\"secret\",\"ip\":\"1\"}}".formatted(name)));
    }

    @Test
    void bodyIsTheCallAsItIsRead() {
      Message message = single("{\"properties\":{\"a\":1.10}}");

      assertArrayEquals(message.json().text().getBytes(StandardCharsets.UTF_8), message.body());
    }
  }

  @Nested
  class WhatStandsAroundABatch {
    @Test
    void contextIsMergedMemberByMember() {
      assertEquals(
          "{\"context\":{\"ip\":\"1.1.1.1\",\"locale\":\"de\",\"library\":{\"name\":\"l\"}}}",
          onlyCall(
              """
              {"batch":[{"context":{"ip":"1.1.1.1","locale":"de"}}],
               "context":{"Locale":"en","library":{"name":"l"}}}\
              """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"context\":null}"})
    void contextIsTakenByACallWithoutOne(String call) {
      assertEquals(
          "{\"context\":{\"ip\":\"1.1.1.1\"}}",
          onlyCall("{\"batch\":[" + call + "],\"context\":{\"ip\":\"1.1.1.1\"}}"));
    }

    @Test
    void integrationsAreMergedToo() {
      assertEquals(
          "{\"integrations\":{\"All\":true,\"A\":false}}",
          onlyCall(
              """
              {"batch":[{"integrations":{"All":true}}],"integrations":{"All":false,"A":false}}\
              """));
    }

    @Test
    void sentAtIsTakenByACallWithoutOne() {
      List<Message> calls =
          batch("{\"batch\":[{},{\"sentAt\":\"own\"}],\"sentAt\":\"2020-01-01\"}");

      assertEquals("{\"sentAt\":\"2020-01-01\"}", calls.get(0).json().text());
      assertEquals("{\"sentAt\":\"own\"}", calls.get(1).json().text());
    }

    @Test
    void nothingElseIsTaken() {
      assertEquals(
          "{}",
          onlyCall(
              """
              {"batch":[{}],"writeKey":"k","sequence":7,"timestamp":"2020-01-01","userId":"1"}\
              """));
    }
  }

  /** What is sent once can come to stand in every call. */
  @Nested
  class HowMuchItBecomes {
    private static final String CALL = "{\"a\":1}";

    private static String batchOf(int calls, String around) {
      return "{\"batch\":[%s]%s}"
          .formatted(String.join(",", java.util.Collections.nCopies(calls, CALL)), around);
    }

    private static String context(int bytes) {
      String frame = "{\"a\":\"\"}";
      return ",\"context\":"
          + frame.replace("\"\"", "\"" + "x".repeat(bytes - frame.length()) + "\"");
    }

    private static long size(List<Message> messages) {
      return messages.stream().mapToLong(message -> message.body().length).sum();
    }

    @Test
    void isBoundedForAllCallsTogether() {
      int most = ((int) LARGEST_REQUEST - 3 * CALL.length()) / 3 - ",\"context\":".length();

      List<Message> largest = batch(batchOf(3, context(most)));

      assertEquals(LARGEST_REQUEST / 1_024, size(largest) / 1_024 + 1);
      assertEquals(
          "With the batch's context its 3 calls take 8 KB, more than 8 KB: send fewer calls at"
              + " once, or put less into the context",
          problem(CALLS.batch(object(batchOf(3, context(most + 1))))));
      assertEquals(2, batch(batchOf(2, context(most + 1))).size());
    }

    @Test
    void countsIntegrationsToo() {
      int most = (int) LARGEST_REQUEST / 3;

      assertTrue(
          problem(CALLS.batch(object(batchOf(3, context(most).replace("context", "integrations")))))
              .startsWith("With the batch's context its 3 calls"));
    }

    @Test
    void countsBytesAndNotCharacters() {
      int most = (int) LARGEST_REQUEST / 3 / 3;
      String wide = ",\"context\":{\"a\":\"" + "日".repeat(most) + "\"}";

      assertTrue(problem(CALLS.batch(object(batchOf(3, wide)))).startsWith("With the batch's"));
      assertEquals(2, batch(batchOf(2, wide)).size());
    }

    @Test
    void countsWhatTheProtocolAdds() {
      String added = "\"" + "x".repeat((int) LARGEST_REQUEST / 3) + "\"";
      var adding = new SentCalls(LARGEST, 3, LARGEST_REQUEST, adding(added));

      assertTrue(problem(adding.batch(object(batchOf(3, "")))).startsWith("With the batch's"));
      assertEquals(2, value(adding.batch(object(batchOf(2, "")))).size());
    }

    @Test
    void isNeverMoreThanWasCounted() {
      String around =
          ",\"context\":{\"\\u00e9\":\"\\u00e9é日😀\",\"ip\":1},\"integrations\":{\"All\":true},"
              + "\"sentAt\":\"2020-01-01\"";
      for (String call :
          List.of(
              "{}",
              "{\"context\":{\"IP\":2,\"日\":\"\\\\u65e5\"}}",
              "{\"Context\":null,\"integrations\":{\"All\":false,\"x\":{}}}",
              "{\"sentAt\":\"2020-01-02\",\"context\":[]}")) {
        String body = "{\"batch\":[%s]%s}".formatted(call, around);
        long counted =
            call.getBytes(StandardCharsets.UTF_8).length + BatchDefaults.of(object(body)).bytes();

        assertTrue(size(batch(body)) <= counted, call);
      }
    }
  }

  @Nested
  class Fingerprints {
    @Test
    void likeCallsOfOneBatchAreTwo() {
      List<Message> calls = batch("{\"batch\":[{\"event\":\"e\"},{\"event\":\"e\"}]}");

      assertFalse(fingerprint(calls.get(0)).equals(fingerprint(calls.get(1))));
    }

    @Test
    void sameBatchAgainHasTheSame() {
      String sent = "{\"batch\":[{\"event\":\"e\"},{\"event\":\"f\"}],\"sentAt\":\"2020-01-01\"}";

      assertEquals(
          batch(sent).stream().map(SentCallsTest::fingerprint).toList(),
          batch(sent).stream().map(SentCallsTest::fingerprint).toList());
    }

    @Test
    void whatTheProtocolAddsIsNoPartOfThem() {
      var adding = new SentCalls(LARGEST, 3, LARGEST_REQUEST, adding("1"));
      Message message = value(adding.single(object("{}"), CallType.PAGE)).getFirst();

      assertTrue(message.json().text().contains("added"));
      assertFalse(fingerprint(message).contains("added"));
    }
  }

  @Nested
  class WrongBatches {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"batch\":null}", "{\"batch\":{}}", "{\"batch\":\"[]\"}"})
    void withoutAnArrayAreRefused(String body) {
      assertEquals("batch must be an array of calls", problem(CALLS.batch(object(body))));
    }

    @Test
    void withTooManyCallsAreRefused() {
      assertEquals(3, batch("{\"batch\":[{},{},{}]}").size());
      assertEquals(
          "batch holds 4 calls, more than 3",
          problem(CALLS.batch(object("{\"batch\":[{},{},{},{}]}"))));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "[{},7]|1|a call must be an object",
          "[{},{},null]|2|a call must be an object",
          "[{\"type\":\"delete\"}]|0|type must be identify, track, page, screen, group or alias",
        })
    void saysOfEachCallThatIsWrong(String calls, int index, String problem) {
      List<Message> messages = batch("{\"batch\":" + calls + "}");

      for (Message message : messages) {
        assertEquals(message.index() == index ? problem : null, wrong(message));
      }
      assertEquals(index, messages.getLast().index());
    }

    private static @Nullable String wrong(Message message) {
      return message.problem() == null ? null : message.problem().message();
    }

    @Test
    void keepNoKeyOfACallThatIsWrong() {
      Message wrong = batch("{\"batch\":[{\"type\":\"x\",\"write_key\":\"k\"}]}").getFirst();

      assertEquals("{\"type\":\"x\"}", wrong.json().text());
    }

    @Test
    void tooLargeCallIsMeasuredInBytesAsItWasSent() {
      String frame = "{\"a\":\"\"}";
      String largest = "{\"a\":\"" + "é".repeat((LARGEST - frame.length()) / 2) + "\"}";
      assertEquals(LARGEST, largest.getBytes(StandardCharsets.UTF_8).length);

      assertEquals(1, batch("{\"batch\":[" + largest + "]}").size());
      assertEquals(
          "the call is larger than 1 KB",
          wrong(batch("{\"batch\":[{}," + largest.replace("\"a\"", "\"ab\"") + "]}").getLast()));
    }
  }

  @Test
  void emptyBatchHoldsNoCalls() {
    assertEquals(List.of(), batch("{\"batch\":[]}"));
  }
}
