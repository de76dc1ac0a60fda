package dev.inlet.storage.jdbc;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Where nothing else is configured: H2, and the journal in files beside it. */
public final class OnH2 implements Condition {

  /** For Micronaut. */
  public OnH2() {}

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public boolean matches(ConditionContext context) {
    return !new OnPostgresql().matches(context);
  }
}
