package dev.inlet.simulation;

import dev.inlet.delivery.Outcome;
import dev.inlet.journal.commit.WaitingRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request with calls, and what its sender has heard of it. */
final class Delivery {
  private final List<SentCall> calls;
  private final long sentAt;
  private @Nullable WaitingRequest request;
  private @Nullable Outcome outcome;
  private long answeredAt;
  private boolean isBroken;

  Delivery(List<SentCall> calls, long sentAt) {
    this.calls = calls;
    this.sentAt = sentAt;
  }

  List<SentCall> calls() {
    return calls;
  }

  String accountId() {
    return calls.getFirst().accountId();
  }

  /** When it was sent, in nanoseconds. */
  long sentAt() {
    return sentAt;
  }

  /** It waits for its answer. */
  void waits(WaitingRequest its) {
    request = its;
  }

  /** Its sender has its answer. */
  void answered(Outcome answer, long at) {
    outcome = answer;
    answeredAt = at;
  }

  /** When, in nanoseconds. */
  long answeredAt() {
    return answeredAt;
  }

  /** Its sender will never have an answer. */
  void breaks() {
    isBroken = outcome == null;
  }

  /** Whether its sender waits for an answer. */
  boolean isOpen() {
    return outcome == null && !isBroken;
  }

  /** Whether it was taken over for good, as far as its sender knows. */
  boolean isAcknowledged() {
    return isProcessed() || Outcome.ACCEPTED.equals(outcome);
  }

  /** Whether its sender was told that all is done. */
  boolean isProcessed() {
    return Outcome.PROCESSED.equals(outcome);
  }

  /** Whether it was refused earlier than so long after it was sent. */
  boolean isRefusedWithin(Duration time) {
    return outcome instanceof Outcome.Refused && answeredAt - sentAt < time.toNanos();
  }

  /** Where its last call stands in the journal; 0 when it is not known to be there. */
  long lastSeq() {
    return request == null ? 0 : request.lastSeq();
  }

  /** It alone. */
  Tally tally() {
    boolean isRefused = outcome instanceof Outcome.Refused;
    return Tally.NOTHING.answered(
        isProcessed() ? 1 : 0,
        isAcknowledged() && !isProcessed() ? 1 : 0,
        isRefused ? 1 : 0,
        isBroken ? 1 : 0);
  }

  @Override
  public String toString() {
    return "%s %s of %s, last at %d"
        .formatted(
            calls.stream().map(SentCall::mark).toList(),
            isBroken ? "broken" : outcome == null ? "open" : Outcome.status(outcome),
            accountId(),
            lastSeq());
  }
}
