package dev.inlet.kafka;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.forward.ChangeFeed;
import dev.inlet.forward.ChangeQuery;
import dev.inlet.forward.FeedReading;
import dev.inlet.forward.FeedReading.Page;
import dev.inlet.forward.ForwardPace;
import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import dev.inlet.forward.WantedTypes;
import dev.inlet.kafka.KafkaProgress.Held;
import dev.inlet.trace.ForwardTrace;
import dev.inlet.trace.Tracing;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the feed to Kafka, a page of changes at a time. The position moves once brokers have
 * acknowledged all of a page; what a crash or a failure cuts short is sent again. In memory is one
 * page, and what the producer keeps of it.
 *
 * <p>On a virtual thread that nobody interrupts: it writes to the database, whose file H2 would
 * close.
 */
@Context
@Requires(condition = KafkaWanted.class)
final class KafkaForwarder {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaForwarder.class);
  private static final int PAGE = 500;

  /** How long it is waited for changes, before it is made sure that nobody else sends. */
  private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

  /** After so long without an answer, something is wrong. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

  private final KafkaPolicy policy;
  private final KafkaProgress progress;
  private final ChangeFeed feed;
  private final KafkaState state;
  private final Tracing tracing;
  private final InstantSource clock;
  private final ChangeRecords records;
  private final String instance = UUID.randomUUID().toString();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** What brokers have refused as too large, of the page that is tried. */
  private final Set<Position> tooLarge = new HashSet<>();

  private volatile @Nullable Producer<byte[], byte[]> producer;
  private volatile @Nullable Thread thread;
  private Duration pause = FIRST_PAUSE;
  private boolean isTold;
  private boolean isMissing;

  KafkaForwarder(
      KafkaPolicy policy,
      KafkaProgress progress,
      ChangeFeed feed,
      KafkaState state,
      Tracing tracing,
      InstantSource clock) {
    this.tracing = tracing;
    this.clock = clock;
    this.policy = policy;
    this.progress = progress;
    this.feed = feed;
    this.state = state;
    this.records = new ChangeRecords(policy);
  }

  @EventListener
  void start(StartupEvent started) {
    thread = Thread.ofVirtual().name("kafka-forwarder").start(this::run);
  }

  private void run() {
    while (!isStopping()) {
      try {
        Optional<Held> held = progress.hold(instance);
        if (held.isPresent()) {
          forward(held.get().reached());
        } else {
          leave();
          state.waits(null);
          rest(LOOK_AROUND);
        }
      } catch (NotSent e) {
        failed(e.why, null);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        OutOfMemory.endIfIn(e);
        failed("Changes cannot be read or noted", e);
      }
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0 || feed.isClosed();
  }

  private void rest(Duration longest) {
    try {
      stopping.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits longer each time, and tells of the first time alone. */
  private void failed(String why, @Nullable Throwable failure) {
    if (isStopping()) {
      return;
    }
    state.failed();
    if (!isTold) {
      LOG.warn("Kafka waits: {}{}", why, failure == null ? "" : ": " + new Fault(failure));
      isTold = true;
    }
    if (failure != null) {
      LOG.atDebug().log(new Fault(failure)::trace);
    }
    leave();
    rest(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void forward(@Nullable Position reached) throws InterruptedException, NotSent {
    Page page = page(reached);
    if (!page.changes().isEmpty()) {
      send(page.changes());
    }
    if (!page.next().equals(reached)) {
      settle(page.next());
    }
    tooLarge.clear();
    isMissing = false;
    if (page.isEnd()) {
      state.waits(null);
    }
    if (page.isEnd() && !page.changes().isEmpty()) {
      rest(ForwardPace.rest(clock.instant(), page.changes().size()));
    }
  }

  /** What follows, or what is kept when some of what follows is not any more. */
  private Page page(@Nullable Position reached) throws InterruptedException, NotSent {
    if (read(reached, LOOK_AROUND) instanceof Page page) {
      return page;
    }
    if (!isMissing) {
      LOG.warn("Changes were not kept for long enough: Kafka has missed some");
      state.missed();
      isMissing = true;
    }
    if (read(null, Duration.ZERO) instanceof Page page) {
      return page;
    }
    throw new NotSent("The oldest changes were purged while they were read");
  }

  private FeedReading read(@Nullable Position after, Duration wait) throws InterruptedException {
    return feed.read(new ChangeQuery(null, after, WantedTypes.ALL, PAGE), wait);
  }

  private void settle(Position reached) throws NotSent {
    if (!progress.settle(instance, reached)) {
      throw new NotSent("Another instance sends");
    }
  }

  /** Returns when all of them are acknowledged. */
  private void send(List<ShownChange> changes) throws InterruptedException, NotSent {
    state.waits(changes.getFirst().at());
    var answers = new ArrayList<Future<RecordMetadata>>(changes.size());
    boolean goesOn = true;
    for (int i = 0; i < changes.size() && goesOn; i++) {
      ShownChange change = changes.get(i);
      Future<RecordMetadata> answer = send(change);
      answers.add(answer);
      // What could not even be queued must not be overtaken.
      goesOn = answer.state() != Future.State.FAILED;
    }
    for (int i = 0; i < answers.size(); i++) {
      try {
        await(answers.get(i));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RecordTooLargeException) {
          tooLarge.add(changes.get(i).position());
        }
        if (i > 0) {
          state.acknowledged(i);
          settle(changes.get(i - 1).position());
        }
        throw new NotSent(why(e.getCause()));
      }
    }
    state.acknowledged(changes.size());
    pause = FIRST_PAUSE;
    if (isTold) {
      LOG.info("Kafka takes changes again");
      isTold = false;
    }
  }

  /** Who traces the call behind a change is told, and so is whoever reads the record. */
  private Future<RecordMetadata> send(ShownChange change) {
    boolean isTooLarge = tooLarge.contains(change.position());
    if (!tracing.isFollowing()) {
      return producer().send(records.of(change, isTooLarge, null));
    }
    ForwardTrace trace =
        tracing.forward("kafka", policy.topic(), ShownChange.traced(List.of(change)));
    return producer()
        .send(
            records.of(change, isTooLarge, trace.traceparent()),
            (answer, failure) -> trace.ended(failure == null));
  }

  /** Waits for an answer for as long as it takes, since what is queued stays in order. */
  private void await(Future<RecordMetadata> answer)
      throws InterruptedException, ExecutionException, NotSent {
    while (true) {
      try {
        answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        state.failed();
        if (!isTold) {
          LOG.warn("Kafka waits: No answer from the brokers");
          isTold = true;
        }
        if (isStopping() || progress.hold(instance).isEmpty()) {
          throw new NotSent("Another instance sends");
        }
      }
    }
  }

  private static String why(@Nullable Throwable failure) {
    return switch (failure) {
      case org.apache.kafka.common.errors.TimeoutException e ->
          "No answer from the brokers, or no such topic";
      case org.apache.kafka.common.errors.AuthenticationException e ->
          "The brokers do not let Inlet in";
      case org.apache.kafka.common.errors.AuthorizationException e ->
          "The brokers do not let Inlet write to the topic";
      case RecordTooLargeException e -> "The brokers do not take so large a change";
      case null -> "Changes were not sent";
      case Throwable e -> "Changes were not sent: " + e.getClass().getSimpleName();
    };
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known = new KafkaProducer<>(KafkaSettings.all(policy));
      producer = known;
    }
    return known;
  }

  /** Gives up what is not acknowledged; it is sent again from the position that was noted. */
  private void leave() {
    Producer<byte[], byte[]> known = producer;
    producer = null;
    if (known != null) {
      known.close(Duration.ZERO);
    }
  }

  /** Ends what is being sent; the next start sends it again. */
  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    Producer<byte[], byte[]> known = producer;
    if (known != null) {
      known.close(Duration.ZERO);
    }
    Thread running = thread;
    if (running != null) {
      running.join(ENDS_WITHIN);
    }
    try {
      progress.release(instance);
    } catch (RuntimeException e) {
      LOG.warn("Another instance sends to Kafka in half a minute only: {}", new Fault(e));
    }
  }

  /** Something was not acknowledged. */
  private static final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NotSent(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
