package dev.inlet.webhook;

import dev.inlet.delivery.MeterNames;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.webhook.SubscriptionStore.Stored;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far active subscriptions are behind, all together: one label for each would be as many
 * metrics as there are. Of several instances each shows the same.
 */
@Context
final class LagGauges {
  private static final Logger LOG = LoggerFactory.getLogger(LagGauges.class);

  private final SubscriptionStore store;
  private final Standings standings;
  private volatile long seconds;
  private volatile long changes;

  LagGauges(SubscriptionStore store, Standings standings, MeterRegistry meters) {
    this.store = store;
    this.standings = standings;
    Gauge.builder(MeterNames.WEBHOOK_LAG, () -> seconds)
        .description("How old the oldest change is that an active subscription was not sent yet")
        .register(meters);
    Gauge.builder("inlet.webhook.lag.changes", () -> changes)
        .description("How many changes active subscriptions were not sent yet, together")
        .register(meters);
  }

  /** Looks anew. */
  @Scheduled(initialDelay = "10s", fixedDelay = "10s")
  void look() {
    try {
      List<Subscription> active =
          store.all().stream()
              .map(Stored::subscription)
              .filter(one -> one.state() == Subscription.State.ACTIVE)
              .toList();
      List<Standing> all = active.isEmpty() ? List.of() : standings.of(active);
      seconds = all.stream().mapToLong(Standing::lagSeconds).max().orElse(0);
      changes = all.stream().mapToLong(Standing::lagChanges).sum();
    } catch (RuntimeException e) {
      OutOfMemory.endIfIn(e);
      LOG.debug("The lag of webhooks could not be looked at: {}", new Fault(e));
    }
  }
}
