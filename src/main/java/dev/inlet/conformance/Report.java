package dev.inlet.conformance;

import dev.inlet.conformance.Requirement.Area;
import dev.inlet.conformance.Result.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What came of all requirements.
 *
 * @param people how the ids begin of all people who were made up for it
 */
public record Report(URI destination, Instant at, String people, List<Result> results) {
  /** Copies the results. */
  public Report {
    results = List.copyOf(results);
  }

  /** Whether no requirement was missed. */
  public boolean isMet() {
    return count(Outcome.FAILED) == 0;
  }

  /** How many ended so. */
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** In one line. */
  public String summary() {
    return "%d passed, %d failed, %d with a warning, %d skipped"
        .formatted(
            count(Outcome.PASSED),
            count(Outcome.FAILED),
            count(Outcome.WARNED),
            count(Outcome.SKIPPED));
  }

  /** The areas that have results, in their order. */
  public List<Area> areas() {
    return Arrays.stream(Area.values()).filter(area -> !in(area).isEmpty()).toList();
  }

  /** The results in an area. */
  public List<Result> in(Area area) {
    return results.stream().filter(result -> result.requirement().area() == area).toList();
  }

  /** How long everything took. */
  public Duration took() {
    return results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus);
  }
}
