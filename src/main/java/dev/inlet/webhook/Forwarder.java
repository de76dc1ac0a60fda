package dev.inlet.webhook;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.forward.ChangeReader;
import dev.inlet.forward.ChangeSignal;
import dev.inlet.forward.ChangeSignal.Watch;
import dev.inlet.trace.Tracing;
import dev.inlet.webhook.SubscriptionStore.Stored;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a {@link Courier} work for each subscription, on a virtual thread of its own: so whoever is
 * slow or away holds up nobody else, and never a call.
 */
@Context
public final class Forwarder {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

  /** How soon another instance's subscriptions are noticed. */
  private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

  /** How many couriers use the database at once. */
  private static final int AT_ONCE = 2;

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final SubscriptionStore store;
  private final ChangeReader feed;
  private final ChangeSignal signal;
  private final SecretBox box;
  private final Round.Tools tools;
  private final InstantSource clock;
  private final String instance = UUID.randomUUID().toString();
  private final Map<String, Watch> couriers = new ConcurrentHashMap<>();
  private final Semaphore changed = new Semaphore(0);
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private volatile boolean stopping;

  Forwarder(
      SubscriptionStore store,
      ChangeReader feed,
      ChangeSignal signal,
      SecretBox box,
      WebhookClient client,
      WebhookPolicy policy,
      WebhookMeter meter,
      Tracing tracing,
      InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.signal = signal;
    this.box = box;
    this.clock = clock;
    this.tools =
        new Round.Tools(client, policy, meter, tracing, clock, RandomGenerator.getDefault());
  }

  @EventListener
  void start(StartupEvent started) {
    Thread.ofVirtual().name("forwarder").start(this::watch);
  }

  /** Something of a subscription is different: its courier looks at it at once. */
  public void changed(String id) {
    changed.release();
    Watch courier = couriers.get(id);
    if (courier != null) {
      courier.wake();
    }
  }

  private void watch() {
    while (!stopping) {
      try {
        for (Stored one : store.all()) {
          if (one.subscription().state() == Subscription.State.ACTIVE) {
            couriers.computeIfAbsent(
                one.subscription().id(), id -> courier(id, one.subscription().accountId()));
          }
        }
      } catch (RuntimeException | Error e) {
        told(e);
      }
      pause(LOOK_AROUND);
    }
  }

  private void pause(Duration longest) {
    try {
      if (changed.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        changed.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody interrupts it: it writes to the database, whose file H2 would close. */
  private Watch courier(String id, @Nullable String accountId) {
    var courier = new Courier(id, instance, store, feed, box, tools, turns, clock);
    Watch watch = signal.watch(accountId);
    Thread.ofVirtual().name("courier " + id).start(() -> run(id, courier, watch));
    return watch;
  }

  private void run(String id, Courier courier, Watch watch) {
    try (watch) {
      boolean goesOn = true;
      // When the feed is closed, nobody waits any more: rounds would follow each other.
      while (!stopping && !signal.isClosed() && goesOn) {
        goesOn = step(courier, watch);
      }
    } finally {
      couriers.remove(id);
    }
  }

  private boolean step(Courier courier, Watch watch) {
    try {
      return switch (courier.step()) {
        case Courier.Next.AtOnce now -> true;
        case Courier.Next.Rest rest -> {
          Thread.sleep(rest.pause());
          yield true;
        }
        case Courier.Next.Later later -> {
          watch.await(later.longest());
          yield true;
        }
        case Courier.Next.Never never -> false;
      };
    } catch (InterruptedException e) {
      return false;
    } catch (RuntimeException | Error e) {
      told(e);
      pause(AFTER_FAILURE);
      return true;
    }
  }

  private static void told(Throwable failure) {
    OutOfMemory.endIfIn(failure);
    var fault = new Fault(failure);
    LOG.warn("Webhooks wait: {}", fault);
    LOG.atDebug().log(fault::trace);
  }

  /** Ends what is being done; requests on their way are sent again by the next start. */
  @PreDestroy
  void stop() {
    stopping = true;
    changed.release();
    couriers.values().forEach(Watch::wake);
    try {
      store.release(instance);
    } catch (RuntimeException e) {
      told(e); // Others wait for some seconds more.
    }
  }
}
