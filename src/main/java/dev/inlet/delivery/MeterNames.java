package dev.inlet.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters that others than who counts look at, by their names in Micrometer. */
public final class MeterNames {
  /** Counts deliveries that were taken, by status. */
  public static final String ACCEPTED = "inlet.calls.accepted";

  /** Counts deliveries that were refused, by status. */
  public static final String REFUSED = "inlet.calls.refused";

  /** Counts deliveries of a message that was processed before. */
  public static final String REPEATED = "inlet.calls.repeated";

  /** How many calls wait to become durable. */
  public static final String WAITING = "inlet.calls.waiting";

  /** How many calls are durable and not yet processed. */
  public static final String LAG = "inlet.processor.lag";

  /** How many calls are durable on Kafka and not yet in the journal, by partition. */
  public static final String KAFKA_LAG = "inlet.journal.kafka.lag";

  /** 1 on the instance that processes what all of them take, 0 on the others. */
  public static final String LEASE = "inlet.processor.lease";

  /** How old the oldest change is that an active subscription was not sent yet, in seconds. */
  public static final String WEBHOOK_LAG = "inlet.webhook.lag.seconds";

  /** The time from a delivery's headers to its answer. */
  public static final String ANSWER = "inlet.answer";

  private MeterNames() {}

  /** What all gauges of a name show together; 0 without one, and while one can tell nothing. */
  public static long gauge(MeterRegistry meters, String name) {
    return (long)
        meters.find(name).gauges().stream()
            .mapToDouble(Gauge::value)
            .filter(value -> !Double.isNaN(value))
            .sum();
  }
}
