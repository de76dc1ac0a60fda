package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.account.Sender;
import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.CallReader;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.Route;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FootprintTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** What is not the calls' own: what else is allocated while they are read. */
  private static final long TOLERANCE = 300_000;

  /** Traits of calls, from usual ones to the worst. */
  enum Shape {
    USUAL(3_000, "{\"email\":\"jane@example.com\",\"name\":\"Jane Doe\",\"plan\":\"pro\"}"),
    ONE_LARGE(30, "{\"a\":\"" + "x".repeat(480_000) + "\"}"),
    ONE_LARGE_BEYOND_LATIN_1(30, "{\"a\":\"" + "x".repeat(480_000) + "\uD83D\uDE00\"}"),
    MANY_SMALL(10, "{" + numbers(60_000) + "}"),
    SOME_SMALL(200, "{" + numbers(1_000) + "}"),
    MANY_TEXTS(10, "{" + numbers(40_000).replace("1", "\"\u0416\"") + "}");

    private final int calls;
    private final String traits;

    Shape(int calls, String traits) {
      this.calls = calls;
      this.traits = traits;
    }

    private static String numbers(int members) {
      return IntStream.range(0, members)
          .mapToObj(i -> Integer.toString(i, 36).replace('1', '_'))
          .map(name -> "\"%3s\":1".formatted(name))
          .collect(Collectors.joining(","));
    }

    private JournalEntry entry() {
      return FootprintTest.entry(
          "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m\",\"traits\":%s}"
              .formatted(traits));
    }
  }

  private static JournalEntry entry(String body) {
    return new JournalEntry(
        new String("account"),
        "key",
        Sender.DESTINATION,
        CallType.IDENTIFY,
        "m",
        NOON,
        null,
        body.getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  private static ReadCall read(JournalEntry entry) {
    JsonObject json = value(Json.object(entry.body(), "Body"));
    Call call =
        value(CallReader.read(CallType.IDENTIFY, json, Route.RELAYED, NOON, hasClock -> "m"));
    return new ReadCall(call, Settings.NONE);
  }

  private static <T> T value(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Ok<T> ok -> ok.value();
      case Parsed.Bad<T> bad -> throw new AssertionError(bad.problem());
    };
  }

  /** Prints what calls of each shape take, in a JVM in which nothing else is going on. */
  static final class Measuring {
    private Measuring() {}

    public static void main(String[] args) {
      for (Shape shape : Shape.values()) {
        read(shape.entry());
        System.out.println(shape + "=" + taken(shape));
      }
    }

    private static long taken(Shape shape) {
      List<Object> kept = new ArrayList<>(2 * shape.calls);
      long before = used();
      for (int call = 0; call < shape.calls; call++) {
        JournalEntry entry = shape.entry();
        kept.add(entry);
        kept.add(read(entry));
      }
      long taken = used() - before;
      kept.clear();
      return taken;
    }

    private static long used() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }

  private static final Properties TAKEN = new Properties();

  @BeforeAll
  static void measure() throws IOException {
    Process measuring =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                Measuring.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Reader printed = measuring.inputReader()) {
      TAKEN.load(printed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEstimateIsNeitherTooLowNorFarTooHigh(Shape shape) {
    long taken = Long.parseLong(TAKEN.getProperty(shape.name()));
    long estimated = shape.calls * Footprint.read(shape.entry());

    // Measurements of the same differ by a hundredth.
    assertTrue(0.98 * taken - TOLERANCE < estimated, estimated + " for " + taken);
    assertTrue(estimated < 4 * (taken + TOLERANCE), estimated + " for " + taken);
  }

  @Test
  void theSizeOfBodiesAloneTellsWhatTheyTakeAtMost() {
    assertAll(
        IntStream.range(0, Shape.values().length)
            .mapToObj(i -> Shape.values()[i].entry())
            .map(
                entry ->
                    () ->
                        assertTrue(
                            Footprint.read(entry)
                                <= 1.1 * Footprint.readAtMost(1, entry.body().length))));
  }

  @Test
  void aLargeCallWaitsAsItsBodyAlone() {
    JournalEntry large = Shape.MANY_SMALL.entry();
    JournalEntry usual = Shape.USUAL.entry();

    assertTrue(Footprint.waiting(large) < large.body().length + 2_000);
    assertEquals(Footprint.read(usual), Footprint.waiting(usual));
    assertEquals(null, AcceptedCall.of(large, read(large)).read());
    assertEquals(read(usual), AcceptedCall.of(usual, read(usual)).read());
  }
}
