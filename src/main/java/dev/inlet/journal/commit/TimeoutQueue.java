package dev.inlet.journal.commit;

import dev.inlet.delivery.Outcome;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Answers requests that have waited long enough. Everybody waits for the same time, so a queue does
 * the work of a timer, without waking a thread for each request.
 */
final class TimeoutQueue {
  private record Waiting(WaitingRequest request, long untilNanos) {}

  private final long nanos;
  private final Function<WaitingRequest, Outcome> answer;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();

  /**
   * @param time how long to wait, give or take how often {@link #answerOverdue} is called
   * @param answer what to answer then
   */
  TimeoutQueue(Duration time, Function<WaitingRequest, Outcome> answer) {
    this.nanos = time.toNanos();
    this.answer = answer;
  }

  /** Waits with a request from now on. */
  void waitFor(WaitingRequest waiting, long nowNanos) {
    queue.add(new Waiting(waiting, nowNanos + nanos));
  }

  /**
   * Answers those whose time is over, and forgets those who have been answered. What has become
   * durable meanwhile is accepted, whatever was to be answered.
   *
   * @return for how many nanoseconds nobody's time is over now, whoever comes meanwhile
   */
  long answerOverdue(long nowNanos) {
    Waiting first = queue.peek();
    while (first != null && (first.request.isAnswered() || first.untilNanos - nowNanos <= 0)) {
      queue.poll();
      first.request.answer(
          first.request.isDurable() ? Outcome.ACCEPTED : answer.apply(first.request));
      first = queue.peek();
    }
    return first == null ? nanos : first.untilNanos - nowNanos;
  }
}
