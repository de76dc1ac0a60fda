package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * How a server was loaded before anything was measured: in a closed loop until its own rate was
 * steady.
 *
 * @param took how long that took
 * @param isSteady whether it became steady within the limit
 * @param firstRate the rate of the first window, in calls a second
 * @param lastRate the rate of the last one
 */
record WarmUp(Duration took, boolean isSteady, double firstRate, double lastRate) {
  /** So many windows in a row must agree. */
  private static final int WINDOWS = 3;

  /** The slowest of them may be so much slower than the fastest. */
  private static final double TOLERANCE = 0.05;

  private static final int CONNECTIONS = 64;

  static WarmUp of(Entrant entrant, Rounds rounds, Plan plan)
      throws IOException, InterruptedException, ExecutionException {
    long start = System.nanoTime();
    List<Double> rates = new ArrayList<>();
    do {
      Turn turn = rounds.turn(entrant, rounds.closed(CONNECTIONS, plan.warmUpWindow()));
      rates.add(turn.callsPerSecond());
    } while (!isSteady(rates) && System.nanoTime() - start < plan.warmUpLimit().toNanos());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new WarmUp(took, isSteady(rates), rates.getFirst(), rates.getLast());
  }

  private static boolean isSteady(List<Double> rates) {
    if (rates.size() < WINDOWS) {
      return false;
    }
    List<Double> last = rates.subList(rates.size() - WINDOWS, rates.size());
    return Collections.min(last) >= Collections.max(last) * (1 - TOLERANCE);
  }
}
