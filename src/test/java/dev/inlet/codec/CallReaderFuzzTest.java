package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.Wording;
import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzed with {@code ./mvnw -Pfuzz test}; reads its seeds in every build. */
class CallReaderFuzzTest {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static Stream<byte[]> seeds() {
    return Stream.of(
            "",
            "{\"type\":\"identify\",\"userId\":1e3,\"traits\":{\"Email\":\"a@b.c\",\"age\":1.10,"
                + "\"address\":{\"zip\":1},\"company\":{\"id\":2},\"created\":1424731975}}",
            "{\"TYPE\":\"Track\",\"anonymous_id\":\"a\",\"event\":\"Order Completed\","
                + "\"properties\":{\"revenue\":\"$19.99\",\"currency\":null},\"context\":[]}",
            "{\"type\":\"group\",\"userId\":\"\\ud83d\\ude00\",\"groupId\":\"g\",\"traits\":null}",
            "{\"type\":\"page\",\"userId\":\"null\",\"context\":{\"page\":{\"url\":\"x\"}}}",
            "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"p\",\"messageId\":\"m\","
                + "\"timestamp\":\"2015-02-23T22:28:55.111Z\",\"sentAt\":\"2015-02-23\"}",
            "{\"type\":\"identify\",\"userId\":1.2345e4,\"timestamp\":\"2009-11-10 23:00:00 +0000 UTC\","
                + "\"originalTimestamp\":\"Mon, 23 Feb 2015 22:28:55 +0100\",\"sentAt\":1424730535.5,"
                + "\"receivedAt\":\"2015-11\",\"context\":{\"traits\":{\"E-Mail\":\"a@b.c\"}}}",
            "\ufeff{\"type\":\"screen\",\"a\":[{\"b\":[]}]} x")
        .map(json -> json.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsReadExactlyOrRefusedInWords(byte[] body) throws IOException {
    switch (Json.object(body, "Body")) {
      case Parsed.Bad<JsonObject> bad -> assertTrue(Wording.isFit(bad.problem()), bad.problem());
      case Parsed.Ok<JsonObject> message -> {
        assertTrue(STRICT.readTree(message.value().text()).isObject());
        assertEquals(message, Json.parsed(message.value().text(), "Body"));
        isTheSameWrittenAgain(message.value());
        for (CallType type : CallType.values()) {
          isReadTheSameTwice(type, message.value());
        }
      }
    }
  }

  private static void isTheSameWrittenAgain(JsonObject message) {
    String again = Json.write(message.members());
    assertEquals(message.members(), Reading.object(again).members());
  }

  private static void isReadTheSameTwice(CallType type, JsonObject message) {
    Parsed<Call> call =
        CallReader.read(type, message, Route.RELAYED, Reading.STORED_AT, clock -> "none");
    assertEquals(
        call, CallReader.read(type, message, Route.RELAYED, Reading.STORED_AT, clock -> "none"));
    if (call instanceof Parsed.Bad<Call> bad) {
      assertTrue(Wording.isFit(bad.problem()), bad.problem());
    }
  }
}
