package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.crash.CrashPoint;
import dev.inlet.crash.CrashPoint.Side;
import dev.inlet.crash.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * A crash before or after a step of an erasure. To repeat the same crashes, run with {@code
 * -Dseed=} and the number named.
 */
@OnEveryDatabase
class CrashedErasureIT {
  private static final int POINTS = Extent.of(3, Integer.MAX_VALUE);
  private static final int CALLS = 40;
  private static final String NAME = "jane4711canary";
  private static final Duration DIES_WITHIN = Duration.ofSeconds(90);

  @Parameter DatabaseKind kind;

  @Test
  void whereverItDiesTheErasureIsFinishedAndNothingIsLeft(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    List<CrashPoint> points = points(new Random(seed));
    Map<String, Object> place = kind.fresh(folder);
    try (InletProcess inlet = InletProcess.crashable(folder, place)) {
      for (CrashPoint point : points) {
        eraseAndCrash(inlet, point);
        isFinished(inlet, point);
      }
      inlet.kill();
    }
    try (Stores opened = Stores.open(place)) {
      assertEquals(Set.of(), new Everything(place).columnsWith(NAME));
    }
    Figures.note(
        "erasing",
        "%d crashes at named points on %s (-Dseed=%d): every erasure was finished, 0 columns name"
            + " anybody, 0 calls missing on a receipt",
        points.size(),
        kind,
        seed);
  }

  private List<CrashPoint> points(Random random) {
    var points = new ArrayList<CrashPoint>();
    for (Step step : Step.values()) {
      if (step.isOfErasures() && step.isTakenOn(kind)) {
        Stream.of(Side.values()).forEach(side -> points.add(new CrashPoint(side, step, 1)));
      }
    }
    Collections.shuffle(points, random);
    return points.subList(0, Math.min(POINTS, points.size()));
  }

  private static void eraseAndCrash(InletProcess inlet, CrashPoint point) throws Exception {
    send(inlet, name(point));
    inlet.awaitProcessed();
    inlet.crashAt(point);
    inlet.erase(name(point));
    assertEquals(CrashPoint.EXIT_CODE, inlet.awaitEnd(DIES_WITHIN), "dies " + point);
    // What the last one left is finished before the next one counts.
    inlet.startCrashable();
  }

  /** Whoever got no answer asks again, and finds the contact gone if it was heard. */
  private static void isFinished(InletProcess inlet, CrashPoint point) {
    inlet.erase(name(point));
    Eventually.become(
        "the erasure is completed after dying " + point,
        DIES_WITHIN,
        () -> inlet.all("erasures").stream().noneMatch(one -> one.get("completedAt").isNull()));
    JsonNode receipt = inlet.all("erasures").getFirst();
    assertEquals(CALLS, receipt.at("/removed/calls").asInt(), "calls removed after " + point);
    assertTrue(inlet.all("contacts").isEmpty(), "contacts after " + point);
  }

  private static String name(CrashPoint point) {
    return NAME + point.side() + point.step();
  }

  private static void send(InletProcess inlet, String name) throws IOException {
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
      for (int i = 0; i < CALLS; i++) {
        String call = "{\"type\":\"identify\",\"userId\":\"%s\",\"messageId\":\"%s-%d\"}";
        assertEquals(2, connection.post(call.formatted(name, name, i)).status() / 100);
      }
    }
  }
}
