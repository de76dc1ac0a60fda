package dev.inlet.webhook;

import dev.inlet.forward.ChangeQuery;
import dev.inlet.forward.ChangeReader;
import dev.inlet.forward.FeedReading;
import dev.inlet.forward.FeedReading.Page;
import dev.inlet.forward.ForwardPace;
import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import dev.inlet.webhook.SubscriptionStore.Result;
import dev.inlet.webhook.SubscriptionStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works for one subscription, in rounds: reads some changes, sends them, and notes how far that
 * came. What fails waits in rows of its own, with what follows about the same contact or company,
 * and is tried again later; the others go on. While nobody answers, a request or two at a time try
 * whether somebody does. A round that ends with the process is done again: so a change may come
 * twice, with the same id.
 *
 * <p>In memory is one page of changes. Of one thread.
 */
final class Courier {
  private static final int PAGE = 200;

  /** Of these fewer requests are made of as many changes, so more are read at a time. */
  private static final int PAGE_OF_BATCHES = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** With so many waiting, no more are read. */
  private static final int MOST_WAITING = 1_000;

  /** While nobody answers, changes that are new are tried until so many wait. */
  private static final int PROBES = 64;

  /** Of so many contacts and companies what waits is tried in one round. */
  private static final int RETRIED = 64;

  /** So many of each, since a round that takes long holds up what is new. */
  private static final int RETRIED_OF_EACH = 20;

  /** How soon it is noticed that another instance does not work for it any more. */
  private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

  static final String MISSED = "Changes were not kept for long enough, so some were missed: replay";

  private final String id;
  private final String instance;
  private final SubscriptionStore store;
  private final ChangeReader feed;
  private final SecretBox box;
  private final Round.Tools tools;
  private final Semaphore turns;
  private final InstantSource clock;

  /** How many changes were sent since the last rest. */
  private int sent;

  /**
   * @param turns who may use the database; so many couriers leave administrators their connections
   */
  Courier(
      String id,
      String instance,
      SubscriptionStore store,
      ChangeReader feed,
      SecretBox box,
      Round.Tools tools,
      Semaphore turns,
      InstantSource clock) {
    this.id = id;
    this.instance = instance;
    this.store = store;
    this.feed = feed;
    this.box = box;
    this.tools = tools;
    this.turns = turns;
    this.clock = clock;
  }

  /** What to do next. */
  sealed interface Next {
    /** There may be more to do at once. */
    record AtOnce() implements Next {}

    /** Nothing for so long, although there may be changes. */
    record Rest(Duration pause) implements Next {}

    /** Nothing until there are changes, or for so long. */
    record Later(Duration longest) implements Next {}

    /** There is nothing to do for this subscription any more. */
    record Never() implements Next {}
  }

  /** Does a round. It may throw, and is then to be done again. */
  Next step() throws InterruptedException {
    if (active().isEmpty()) {
      return new Next.Never();
    }
    if (!inTurn(() -> store.hold(id, instance))) {
      return new Next.Later(LOOK_AROUND);
    }
    Optional<Stored> found = active(); // It may have been sent elsewhere before it was held.
    if (found.isEmpty()) {
      return new Next.Never();
    }
    Subscription subscription = found.get().subscription();
    Optional<Secrets> secrets = box.read(id, found.get().sealed());
    if (secrets.isEmpty()) {
      switchOff(SecretBox.CLOSED);
      return new Next.Never();
    }
    return round(subscription, secrets.get());
  }

  private Optional<Stored> active() throws InterruptedException {
    return inTurn(() -> store.find(id))
        .filter(one -> one.subscription().state() == Subscription.State.ACTIVE);
  }

  private Next round(Subscription subscription, Secrets secrets) throws InterruptedException {
    Instant now = clock.instant();
    Instant failing = subscription.failingSince();
    if (failing != null && !now.isBefore(failing.plus(RetryPolicy.GIVE_UP_AFTER))) {
      switchOff("Nothing was delivered since " + failing);
      return new Next.Never();
    }
    try (var round = new Round(subscription, secrets, tools, now)) {
      List<Retry> waiting = inTurn(() -> store.waiting(id, MOST_WAITING));
      return work(subscription, round, waiting, now);
    }
  }

  private Next work(Subscription subscription, Round round, List<Retry> waiting, Instant now)
      throws InterruptedException {
    boolean isAway =
        subscription.failingSince() != null && subjects(tried(waiting)) >= Round.FAILURES;
    List<List<Retry>> groups = Lanes.groups(waiting, Retry::lanes);
    boolean tried = tryAgain(round, groups, isAway, now);
    boolean isEnd = true;
    Position reached = subscription.reached();
    int most = isAway ? 1 : subscription.batched() ? PAGE_OF_BATCHES : PAGE;
    boolean mayRead = isAway ? tried && waiting.size() < PROBES : waiting.size() < MOST_WAITING;
    if (mayRead && !round.isGone()) {
      var query = new ChangeQuery(subscription.accountId(), reached, subscription.wanted(), most);
      FeedReading reading = inTurn(() -> feed.follow(query));
      if (!(reading instanceof Page page)) {
        switchOff(MISSED);
        return new Next.Never();
      }
      round.send(page.changes(), lanesOf(waiting));
      sent += page.changes().size();
      reached = page.next();
      isEnd = page.isEnd();
    }
    boolean hasMoved = !reached.equals(subscription.reached());
    if (hasMoved || tried || round.hasSent()) {
      Result result = round.result(reached);
      inTurn(() -> store.settle(id, instance, subscription.reached(), result));
    }
    if (round.isGone()) {
      switchOff("The subscriber answered 410, which means that it is gone for good");
      return new Next.Never();
    }
    if (!isEnd || hasMoved && !round.hasSent()) {
      return new Next.AtOnce();
    }
    return round.hasSent() ? rest() : later(groups, now);
  }

  private Next rest() {
    Duration pause = ForwardPace.rest(clock.instant(), sent);
    sent = 0;
    return new Next.Rest(pause);
  }

  private <T> T inTurn(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  /** Of so many contacts and companies something has failed. */
  private static long subjects(List<Retry> tried) {
    return tried.stream().map(one -> one.lanes().first()).distinct().count();
  }

  private static List<Retry> tried(List<Retry> waiting) {
    return waiting.stream().filter(one -> one.attempts() > 0).toList();
  }

  private static Set<Integer> lanesOf(List<Retry> waiting) {
    Set<Integer> lanes = new HashSet<>();
    waiting.forEach(one -> one.lanes().addTo(lanes));
    return lanes;
  }

  /**
   * Of each contact or company what waits, if the time of the first has come: so that who was away
   * for a while gets what was missed as fast as it takes it.
   */
  private boolean tryAgain(Round round, List<List<Retry>> waiting, boolean isAway, Instant now)
      throws InterruptedException {
    List<List<Retry>> due =
        waiting.stream()
            .filter(group -> isDue(group.getFirst(), now))
            .limit(isAway ? 1 : RETRIED)
            .toList();
    int most = isAway ? 1 : RETRIED_OF_EACH;
    for (List<Retry> group : due) {
      round.again(
          group.stream().takeWhile(one -> isDue(one, now)).limit(most).toList(), this::shown);
    }
    round.awaitSent();
    return !due.isEmpty();
  }

  private static boolean isDue(Retry retry, Instant now) {
    return retry.due() != null && !retry.due().isAfter(now);
  }

  private @Nullable ShownChange shown(Position position) {
    return inTurn(() -> Optional.ofNullable(feed.at(position))).orElse(null);
  }

  private static Next later(List<List<Retry>> waiting, Instant now) {
    Duration longest = LOOK_AROUND;
    for (List<Retry> group : waiting) {
      Instant due = group.getFirst().due();
      if (due != null) {
        Duration left = Duration.between(now, due);
        longest = left.compareTo(longest) < 0 ? left : longest;
      }
    }
    Duration least = Duration.ofMillis(100);
    return new Next.Later(longest.compareTo(least) < 0 ? least : longest);
  }

  private void switchOff(String reason) {
    store.switchOff(id, reason);
    LOG.warn("Subscription {} is switched off. {}", id, reason);
  }
}
