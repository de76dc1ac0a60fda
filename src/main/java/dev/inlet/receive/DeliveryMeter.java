package dev.inlet.receive;

import dev.inlet.account.Authentication;
import dev.inlet.call.Warning;
import dev.inlet.delivery.AnswerTimes;
import dev.inlet.delivery.AnswersByAccount;
import dev.inlet.delivery.MeterNames;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.WarningMeter;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.JournalEntry;
import dev.inlet.overview.AnswerCounts;
import dev.inlet.overview.AnswerFigure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts deliveries: how they were answered, how long that took, and how many are at hand. */
@Singleton
final class DeliveryMeter {
  private static final int LOWEST_REFUSAL = 300;

  /** What the percentiles are taken of. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final MeterRegistry meters;
  private final AnswersByAccount answers;
  private final AnswerTimes answerTimes;
  private final AnswerCounts counts;
  private final WarningMeter warnings;
  private final Map<Integer, Counter> counters = new ConcurrentHashMap<>();
  private final LongAdder atHand = new LongAdder();
  private final Timer times;

  DeliveryMeter(
      MeterRegistry meters,
      AnswersByAccount answers,
      AnswerTimes answerTimes,
      AnswerCounts counts,
      WarningMeter warnings) {
    this.meters = meters;
    this.answers = answers;
    this.answerTimes = answerTimes;
    this.counts = counts;
    this.warnings = warnings;
    this.times =
        Timer.builder(MeterNames.ANSWER)
            .description("Time from a delivery's headers to its answer")
            .publishPercentiles(0.5, 0.95)
            .distributionStatisticExpiry(RECENT)
            .register(meters);
  }

  /** A delivery that has come, until it is answered. */
  static final class Begun {
    private final long nanos = System.nanoTime();
    private String accountId = AnswerFigure.ALL;

    /** Notes whose key it came with, if that is known, and passes on what was found. */
    Authentication by(Authentication found) {
      accountId =
          switch (found) {
            case Authentication.Unknown unknown -> AnswerFigure.ALL;
            case Authentication.Authentic good -> good.key().accountId();
            case Authentication.Revoked revoked -> revoked.key().accountId();
            case Authentication.Expired expired -> expired.key().accountId();
            case Authentication.Suspended suspended -> suspended.key().accountId();
          };
      return found;
    }
  }

  /** Notes that a delivery has come; the result is for {@link #count}. */
  Begun begin() {
    atHand.increment();
    return new Begun();
  }

  /** How many deliveries have come and are not answered. */
  long atHand() {
    return atHand.sum();
  }

  /** Counts an outcome by its status, and how long it took since the delivery came. */
  void count(Outcome outcome, Begun begun) {
    atHand.decrement();
    int status = Outcome.status(outcome);
    long took = System.nanoTime() - begun.nanos;
    times.record(took, TimeUnit.NANOSECONDS);
    counters.computeIfAbsent(status, this::counter).increment();
    counts.count(begun.accountId, status, took);
  }

  /** Counts the outcome of an account's calls that were admitted, and notes how long it took. */
  CompletionStage<Outcome> counted(List<AcceptedCall> calls, CompletionStage<Outcome> outcome) {
    long begun = System.nanoTime();
    return outcome.whenComplete(
        (answer, failure) -> {
          answers.count(calls.getFirst().entry().accountId(), Outcome.status(answer));
          Duration took = Duration.ofNanos(System.nanoTime() - begun);
          for (AcceptedCall call : calls) {
            JournalEntry entry = call.entry();
            answerTimes.note(entry.accountId(), entry.messageId(), entry.storedAt(), took);
          }
        });
  }

  /** Counts what was repaired of a call that is taken, by kind. */
  void repaired(Set<Warning> repairs) {
    repairs.forEach(warnings::count);
  }

  private Counter counter(int status) {
    boolean isAccepted = status < LOWEST_REFUSAL;
    return Counter.builder(isAccepted ? MeterNames.ACCEPTED : MeterNames.REFUSED)
        .description("Deliveries by the status they were answered with")
        .tag("status", Integer.toString(status))
        .register(meters);
  }
}
