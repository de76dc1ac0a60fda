package dev.inlet.receive;

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
 */
public final class Pending {
  private final List<Received> calls;
  private final Executor answers;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final long bytes;
  private volatile long lastSeq;

  /**
   * @param calls what one request brought; durable as a whole or not at all
   * @param answers where to go on once there is an answer
   */
  Pending(List<Received> calls, Executor answers) {
    this.calls = calls;
    this.answers = answers;
    this.bytes = calls.stream().mapToLong(call -> call.entry().body().length).sum();
  }

  /** Notes that the calls are durable. */
  void durable(long lastSeq) {
    this.lastSeq = lastSeq;
  }

  /** Answers many, waking each thread that goes on with some of them only once. */
  public static void answerAll(List<Pending> pending, Outcome answer) {
    pending.stream()
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

  /** Answers, unless an answer was given before. */
  public void answer(Outcome answer) {
    outcome.complete(answer);
  }

  /** Whether its calls are durable. */
  boolean isDurable() {
    return lastSeq > 0;
  }

  public boolean isAnswered() {
    return outcome.isDone();
  }

  /** The sequence number of its last call, once it is durable. */
  public long lastSeq() {
    return lastSeq;
  }

  /** Whether it brought one of these calls, by their sequence numbers. */
  public boolean brought(Set<Long> seqs) {
    return !seqs.isEmpty()
        && LongStream.rangeClosed(lastSeq - calls.size() + 1, lastSeq).anyMatch(seqs::contains);
  }

  /** The account that all its calls belong to. */
  String accountId() {
    return calls.getFirst().entry().accountId();
  }

  List<Received> calls() {
    return calls;
  }

  long bytes() {
    return bytes;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }
}
