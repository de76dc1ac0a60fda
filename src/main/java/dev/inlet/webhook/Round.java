package dev.inlet.webhook;

import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import dev.inlet.trace.ForwardTrace;
import dev.inlet.trace.Tracing;
import dev.inlet.webhook.Ordered.Group;
import dev.inlet.webhook.SubscriptionStore.Result;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to one subscriber together, and what comes of it. Of one contact or company one
 * after the other, of different ones beside each other.
 */
final class Round implements AutoCloseable {
  private static final int IN_FLIGHT = 16;

  /** So many batches are on their way at once. */
  private static final int STREAMS = 4;

  /** W3C Trace Context's. */
  private static final String TRACEPARENT = "traceparent";

  /** After so many failures, and no success, nobody seems to be there. */
  static final int FAILURES = 4;

  /** What rounds need. */
  record Tools(
      WebhookClient client,
      WebhookPolicy policy,
      WebhookMeter meter,
      Tracing tracing,
      InstantSource clock,
      RandomGenerator random) {}

  private final Subscription subscription;
  private final Secrets secrets;
  private final Tools tools;
  private final Instant start;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> begun = new ArrayList<>();
  private final Semaphore room = new Semaphore(IN_FLIGHT);

  // Guarded by this.
  private final List<Retry> added = new ArrayList<>();
  private final List<Retry> changed = new ArrayList<>();
  private final List<Long> done = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private int succeeded;
  private int failed;
  private boolean gone;
  private @Nullable Attempt success;
  private int delivered;

  Round(Subscription subscription, Secrets secrets, Tools tools, Instant start) {
    this.subscription = subscription;
    this.secrets = secrets;
    this.tools = tools;
    this.start = start;
  }

  /**
   * Tries changes again, one after the other, until one fails.
   *
   * @param shown reads a change; null when it is gone, which counts as delivered
   */
  void again(List<Retry> group, Function<Position, @Nullable ShownChange> shown) {
    begin(
        () -> {
          for (Retry retry : group) {
            ShownChange change = shown.apply(retry.position());
            WebhookReply reply = change == null ? null : post(List.of(change));
            if (reply != null && !reply.isSuccess()) {
              failedAgain(retry, reply);
              return;
            }
            isDone(retry);
          }
        });
  }

  private synchronized void isDone(Retry retry) {
    done.add(retry.number());
  }

  private synchronized void failedAgain(Retry retry, WebhookReply reply) {
    int tries = retry.attempts() + 1;
    Instant now = tools.clock().instant();
    Instant due = RetryPolicy.next(tries, retry.since(), reply.retryAfter(), now, tools.random());
    if (due == null) {
      tools.meter().setAside();
    }
    changed.add(
        new Retry(retry.number(), retry.position(), retry.lanes(), tries, retry.since(), due));
  }

  /**
   * Sends changes, and returns when all are delivered or have failed. Those that must come after
   * what waits already wait behind it.
   */
  void send(List<ShownChange> changes, Set<Integer> waiting) throws InterruptedException {
    List<List<Ordered>> free = new ArrayList<>();
    for (Group group : Ordered.groups(changes, waiting)) {
      if (group.mustWait()) {
        group.changes().forEach(this::behind);
      } else {
        free.add(group.changes());
      }
    }
    if (subscription.batched()) {
      streams(free).forEach(stream -> begin(() -> sendBatches(stream)));
    } else {
      free.forEach(group -> begin(() -> sendInOrder(group)));
    }
    awaitSent();
  }

  private void sendInOrder(List<Ordered> group) {
    for (int i = 0; i < group.size(); i++) {
      if (seemsAway()) {
        group.subList(i, group.size()).forEach(this::behind);
        return;
      }
      WebhookReply reply = post(List.of(group.get(i).change()));
      if (!reply.isSuccess()) {
        failed(group.get(i), reply);
        group.subList(i + 1, group.size()).forEach(this::behind);
        return;
      }
    }
  }

  /** What is sent in batches beside each other: so many that most of them are full. */
  private List<List<Ordered>> streams(List<List<Ordered>> groups) {
    int size = groups.stream().mapToInt(List::size).sum();
    int count = Math.clamp(size / (2 * tools.policy().batch()), 1, STREAMS);
    List<List<Ordered>> streams =
        Stream.<List<Ordered>>generate(ArrayList::new).limit(count).toList();
    for (List<Ordered> group : groups) {
      streams.stream().min(Comparator.comparingInt(List::size)).orElseThrow().addAll(group);
    }
    streams.forEach(stream -> stream.sort(Comparator.comparing(Ordered::position)));
    return streams;
  }

  /** One batch after the other; what one had that failed waits, and is tried one by one. */
  private void sendBatches(List<Ordered> stream) {
    Set<Integer> waiting = new HashSet<>();
    var batch = new ArrayList<Ordered>();
    for (Ordered change : stream) {
      if (isFree(change, waiting)) {
        batch.add(change);
      }
      if (batch.size() == tools.policy().batch()) {
        sendBatch(batch, waiting);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      sendBatch(batch, waiting);
    }
  }

  /** Whether nothing waits that a change must come after; otherwise it waits behind that. */
  private boolean isFree(Ordered change, Set<Integer> waiting) {
    if (change.lanes().areIn(waiting)) {
      change.lanes().addTo(waiting);
      behind(change);
      return false;
    }
    return true;
  }

  private void sendBatch(List<Ordered> batch, Set<Integer> waiting) {
    if (seemsAway()) {
      batch.forEach(this::behind);
      return;
    }
    WebhookReply reply = post(batch.stream().map(Ordered::change).toList());
    if (!reply.isSuccess()) {
      for (Ordered change : batch) {
        if (isFree(change, waiting)) {
          failed(change, reply);
          change.lanes().addTo(waiting);
        }
      }
    }
  }

  private synchronized boolean seemsAway() {
    return gone || succeeded == 0 && failed >= FAILURES;
  }

  private synchronized void failed(Ordered change, WebhookReply reply) {
    Instant now = tools.clock().instant();
    Instant due = RetryPolicy.next(1, start, reply.retryAfter(), now, tools.random());
    added.add(new Retry(0, change.position(), change.lanes(), 1, start, due));
  }

  /** Waits behind another of its lane. */
  private synchronized void behind(Ordered change) {
    added.add(new Retry(0, change.position(), change.lanes(), 0, start, start));
  }

  private WebhookReply post(List<ShownChange> changes) {
    String webhookId = Body.id(subscription.id(), changes);
    byte[] body = Body.of(changes, subscription.batched());
    room.acquireUninterruptibly();
    Instant at = tools.clock().instant();
    Map<String, String> headers = Body.headers(secrets, webhookId, at, body);
    WebhookReply reply;
    try {
      reply =
          traced(changes, headers, () -> tools.client().post(subscription.url(), headers, body));
    } finally {
      room.release();
    }
    note(at, webhookId, changes.size(), reply);
    return reply;
  }

  /** Who traces the calls behind changes is told, and so is the subscriber. */
  private WebhookReply traced(
      List<ShownChange> changes, Map<String, String> headers, Supplier<WebhookReply> post) {
    if (!tools.tracing().isFollowing()) {
      return post.get();
    }
    ForwardTrace trace =
        tools.tracing().forward("webhook", subscription.id(), ShownChange.traced(changes));
    if (trace.traceparent() != null) {
      headers.put(TRACEPARENT, trace.traceparent());
    }
    WebhookReply reply = post.get();
    trace.ended(reply.isSuccess());
    return reply;
  }

  private synchronized void note(Instant at, String webhookId, int changes, WebhookReply reply) {
    tools.meter().attempt(reply);
    var attempt =
        new Attempt(
            0,
            at,
            webhookId,
            changes,
            reply.status(),
            reply.problem(),
            reply.took().toMillis(),
            reply.body());
    if (reply.isSuccess()) {
      succeeded++;
      delivered += changes;
      success = attempt;
    } else {
      failed++;
      gone |= reply.isGone();
      attempts.add(attempt);
    }
  }

  private void begin(Runnable work) {
    begun.add(threads.submit(work));
  }

  /** Returns when all that was begun is over. */
  void awaitSent() throws InterruptedException {
    for (Future<?> one : begun) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a request could not be made", e);
      }
    }
    begun.clear();
  }

  synchronized boolean isGone() {
    return gone;
  }

  synchronized boolean hasSent() {
    return succeeded + failed > 0 || !added.isEmpty() || !done.isEmpty();
  }

  /** What came of it. Successes are noted together. */
  synchronized Result result(Position reached) {
    if (success != null) {
      attempts.add(
          new Attempt(
              0,
              success.at(),
              success.webhookId(),
              delivered,
              success.status(),
              null,
              success.millis(),
              success.answer()));
    }
    Instant failing =
        succeeded > 0 ? null : failed > 0 ? firstFailure() : subscription.failingSince();
    boolean isBack = succeeded > 0 && subscription.failingSince() != null;
    return new Result(reached, added, changed, done, attempts, failing, isBack);
  }

  private Instant firstFailure() {
    Instant before = subscription.failingSince();
    return before == null ? start : before;
  }

  @Override
  public void close() {
    threads.close();
  }
}
