package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.CallConnection.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A heap of 256 MB, and one customer whose calls are as large as they may be. */
@OnEveryDatabase
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class LargeCallsIT {
  private static final int PEOPLE = Extent.of(12, 256);
  private static final int MANY_TRAITS = 55_000;
  private static final Duration PROCESSED_WITHIN = Duration.ofSeconds(Extent.of(60, 300));

  private static InletProcess inlet;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void start(DatabaseKind kind, @TempDir Path folder) throws IOException {
    inlet = new InletProcess(folder, kind.fresh(folder));
  }

  @AfterParameterizedClassInvocation
  static void close() {
    inlet.close();
  }

  private static String identify(String messageId, int person, String traits) {
    return "{\"type\":\"identify\",\"messageId\":\"%s\",\"userId\":\"u%d\",\"traits\":%s}"
        .formatted(messageId, person, traits);
  }

  /** Nearly 480 KB in one trait. */
  private static String large(String name) {
    return "{\"%s\":\"%s\"}".formatted(name, "x".repeat(480_000));
  }

  /** Nearly 480 KB in as many traits as there can be. */
  private static String many() {
    return IntStream.range(0, MANY_TRAITS)
        .mapToObj(i -> "\"%3s\":1".formatted(Integer.toString(i, 36)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Posts calls one after the other, each again for as long as it is answered 503. */
  private static boolean post(String path, List<String> bodies) throws Exception {
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY, path)) {
      for (String body : bodies) {
        Reply reply = connection.post(body);
        while (reply.status() == 503) {
          Thread.sleep(100);
          reply = connection.post(body);
        }
        assertEquals(2, reply.status() / 100, reply::toString);
      }
      return true;
    }
  }

  private static void isAlive() {
    inlet.awaitProcessed(PROCESSED_WITHIN);
    assertEquals(200, inlet.status("/health"));
    assertFalse(inlet.log().contains("out of memory"), inlet::log);
  }

  private static void isWell() {
    isAlive();
    assertEquals(List.of(), inlet.all("set-aside", "setAside"));
  }

  @Test
  @Order(1)
  void smallCallsAboutPeopleOfWhomMuchIsKnownAreProcessed() throws Exception {
    for (int person = 0; person < PEOPLE; person++) {
      post(
          "/destination",
          List.of(
              identify("a" + person, person, large("a")),
              identify("b" + person, person, large("b"))));
    }
    isWell();

    post(
        "/v1/batch",
        List.of(
            IntStream.range(0, PEOPLE)
                .mapToObj(person -> identify("c" + person, person, "{\"c\":1}"))
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"))));
    inlet.kill();
    inlet.start();

    isWell();
    for (int person = 0; person < PEOPLE; person++) {
      assertEquals(
          1, inlet.json("contacts/u" + person).at("/traits/c").asInt(), "person " + person);
    }
  }

  /**
   * As they wait, as they are processed at once, and as they are read again after a kill. The last,
   * since they are set aside.
   */
  @Test
  @Order(3)
  void callsOfAsManyTraitsAsThereCanBeAreProcessed() throws Exception {
    String traits = many();
    LargeCalls.together(
        IntStream.range(0, PEOPLE)
            .mapToObj(person -> identify("m" + person, PEOPLE + person, traits))
            .map(call -> (Callable<Boolean>) () -> post("/destination", List.of(call)))
            .toList());
    inlet.kill();
    inlet.start();

    // So many traits are more than one id may hold; what is tried here is that they are read.
    isAlive();
    List<JsonNode> setAside = inlet.all("set-aside", "setAside");
    assertEquals(PEOPLE, setAside.size());
    setAside.forEach(
        call -> assertTrue(call.get("reason").asText().contains("1,000,000"), call::toString));
  }

  @Test
  @Order(2)
  void manyLargeCallsAtOnceAreTakenOrRefused() throws Exception {
    Map<Integer, Long> statuses = LargeCalls.send(inlet, kind.toString());

    assertTrue(statuses.keySet().stream().anyMatch(status -> status < 300), statuses::toString);
    isWell();
  }
}
