package dev.inlet.admin;

import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.overview.AnswerFigure;
import dev.inlet.overview.AnswerHistory;
import dev.inlet.overview.Histogram;
import dev.inlet.overview.Stretch;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how calls have been answered lately, by all instances. */
@AdminPort("/api/overview")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OverviewController {
  private static final int USUAL_MINUTES = 60;
  private static final int MOST_MINUTES = (int) AnswerHistory.KEPT.toMinutes();

  /** Up to this many minutes a point stands for one. */
  private static final int BY_MINUTES = 360;

  private final AnswerHistory history;
  private final KnownAccounts accounts;
  private final InstantSource clock;

  OverviewController(AnswerHistory history, KnownAccounts accounts, InstantSource clock) {
    this.history = history;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Get
  View show(@QueryValue @Nullable String minutes, @QueryValue @Nullable String account) {
    if (account != null) {
      accounts.require(account);
    }
    int back = minutes(minutes);
    Duration step = step(back);
    int steps = (int) Math.ceilDiv(back, step.toMinutes());
    List<Stretch> stretches =
        history.stretches(
            account == null ? AnswerFigure.ALL : account, clock.instant(), step, steps);
    Stretch all = stretches.stream().reduce(Stretch::and).orElseThrow();
    return new View(
        stretches.stream().map(PointView::of).toList(),
        all.answers().entrySet().stream().map(AnswerView::of).toList(),
        account == null ? history.accounts(all.begin(), all.end()) : Map.of());
  }

  private static Duration step(int minutes) {
    if (minutes <= BY_MINUTES) {
      return Duration.ofMinutes(1);
    }
    return minutes < AnswerHistory.HOURS_FOR.toMinutes() ? Duration.ofHours(1) : Duration.ofDays(1);
  }

  private static int minutes(@Nullable String minutes) {
    try {
      int number = minutes == null ? USUAL_MINUTES : Integer.parseInt(minutes);
      if (number >= 1 && number <= MOST_MINUTES) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong("minutes must be a whole number from 1 to " + MOST_MINUTES);
  }

  /**
   * What was counted, oldest first.
   *
   * @param answers of all of the time
   * @param accounts how many answers each of the busiest accounts got, by status
   */
  @AdminAnswer
  record View(
      List<PointView> points, List<AnswerView> answers, Map<String, Map<Integer, Long>> accounts) {}

  /** What was counted in a stretch of time. */
  @AdminAnswer
  record PointView(
      Instant begin,
      Instant until,
      long accepted,
      long refused,
      long repeated,
      long waiting,
      BigDecimal p50Milliseconds,
      BigDecimal p95Milliseconds) {

    static PointView of(Stretch stretch) {
      return new PointView(
          stretch.begin(),
          stretch.end(),
          stretch.accepted(),
          stretch.refused(),
          stretch.repeated(),
          stretch.waiting(),
          milliseconds(stretch.median()),
          milliseconds(stretch.slow()));
    }
  }

  /** How often one answer was given, and how long that took. */
  @AdminAnswer
  record AnswerView(
      int status, long count, BigDecimal p50Milliseconds, BigDecimal p95Milliseconds) {
    static AnswerView of(Map.Entry<Integer, Histogram> answer) {
      Histogram times = answer.getValue();
      return new AnswerView(
          answer.getKey(),
          times.count(),
          milliseconds(times.within(0.5)),
          milliseconds(times.within(0.95)));
    }
  }

  private static BigDecimal milliseconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 6).setScale(2, RoundingMode.HALF_UP);
  }
}
