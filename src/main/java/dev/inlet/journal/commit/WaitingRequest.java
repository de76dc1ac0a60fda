package dev.inlet.journal.commit;

import dev.inlet.delivery.Outcome;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.Footprint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A request that waits for its calls to become durable, and then for a moment to see them done. It
 * is answered exactly once, by whoever comes first.
 *
 * <p>It holds its calls until they are durable or it is answered: queues forget it later, when its
 * turn comes, and it must not take memory until then.
 */
public final class WaitingRequest {
  private final Lane lane;
  private final int size;
  private final long bytes;
  private final Executor answers;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private volatile List<AcceptedCall> calls;
  private volatile long lastSeq;

  /**
   * @param calls what one request brought; durable as a whole or not at all
   * @param answers where to go on once there is an answer
   */
  public WaitingRequest(List<AcceptedCall> calls, Executor answers) {
    this(calls, bytes(calls), answers);
  }

  /**
   * @param bytes how much memory the calls take while they wait
   */
  public WaitingRequest(List<AcceptedCall> calls, long bytes, Executor answers) {
    this.lane = new Lane(calls.getFirst().entry().accountId(), areOld(calls));
    this.size = calls.size();
    this.bytes = bytes;
    this.calls = calls;
    this.answers = answers;
  }

  private static long bytes(List<AcceptedCall> calls) {
    long bytes = 0;
    for (AcceptedCall call : calls) {
      bytes += Footprint.waiting(call.entry());
    }
    return bytes;
  }

  private static boolean areOld(List<AcceptedCall> calls) {
    for (AcceptedCall call : calls) {
      if (!call.isOld()) {
        return false;
      }
    }
    return true;
  }

  /** Notes that the calls are durable, and lets go of them. */
  void durable(long lastSeq) {
    this.lastSeq = lastSeq;
    calls = List.of();
  }

  /** Answers many, waking each thread that goes on with some of them only once. */
  public static void answerAll(List<WaitingRequest> waiting, Outcome answer) {
    waiting.stream()
        .collect(Collectors.groupingBy(one -> one.answers))
        .forEach(
            (thread, together) -> {
              try {
                thread.execute(() -> together.forEach(one -> one.answer(answer)));
              } catch (RejectedExecutionException e) {
                // Its connections are closing: nobody waits there, but the books must be kept.
                together.forEach(one -> one.answer(answer));
              }
            });
  }

  /** Answers, unless an answer was given before, and lets go of the calls. */
  public void answer(Outcome answer) {
    outcome.complete(answer);
    calls = List.of();
  }

  /** Whether its calls are durable. */
  boolean isDurable() {
    return lastSeq > 0;
  }

  /** Whether it has its answer, and nothing more can be said to it. */
  public boolean isAnswered() {
    return outcome.isDone();
  }

  /** The sequence number of its last call, once it is durable. */
  public long lastSeq() {
    return lastSeq;
  }

  /** The sequence number of its first call, once it is durable. */
  public long firstSeq() {
    return lastSeq - size + 1;
  }

  /** Whether it brought one of these calls, by their sequence numbers. */
  public boolean brought(Set<Long> seqs) {
    return !seqs.isEmpty() && LongStream.rangeClosed(firstSeq(), lastSeq).anyMatch(seqs::contains);
  }

  /** Where it waits: the account that all its calls belong to, and whether all of them are old. */
  Lane lane() {
    return lane;
  }

  /** How many calls it brought. */
  int size() {
    return size;
  }

  /** Its calls; none once they are durable or it is answered. */
  List<AcceptedCall> calls() {
    return calls;
  }

  /** How much memory its calls take while they wait. */
  long bytes() {
    return bytes;
  }

  /** What becomes of it, once that is known. */
  public CompletableFuture<Outcome> outcome() {
    return outcome;
  }
}
