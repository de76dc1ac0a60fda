package dev.inlet.kafka;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Where an operator has set brokers. */
public final class KafkaWanted implements Condition {
  /** The property that says which. */
  public static final String PROPERTY = "inlet.forward.kafka.bootstrap-servers";

  /** For Micronaut. */
  public KafkaWanted() {}

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public boolean matches(ConditionContext context) {
    return context
        .getProperty(PROPERTY, String.class)
        .filter(servers -> !servers.isBlank())
        .isPresent();
  }
}
