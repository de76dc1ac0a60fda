package dev.inlet.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts requests to subscribers by their answers, and changes that were set aside. */
@Singleton
final class WebhookMeter {
  private final MeterRegistry meters;
  private final Counter setAside;

  WebhookMeter(MeterRegistry meters) {
    this.meters = meters;
    this.setAside =
        Counter.builder("inlet.webhook.set.aside")
            .description("Changes that were not delivered for too long")
            .register(meters);
  }

  void attempt(WebhookReply reply) {
    Integer status = reply.status();
    Counter.builder("inlet.webhook.attempts")
        .description("Requests to subscribers, by the class of their answers")
        .tag("status", status == null ? "none" : status / 100 + "xx")
        .register(meters)
        .increment();
  }

  void setAside() {
    setAside.increment();
  }
}
