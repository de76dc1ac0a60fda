package dev.inlet.storage.jdbc;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Where everything is kept in PostgreSQL, the journal too. */
public final class OnPostgresql implements Condition {

  /** For Micronaut. */
  public OnPostgresql() {}

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public boolean matches(ConditionContext context) {
    return context
        .getProperty("datasources.default.url", String.class)
        .filter(DatabaseUrl::isPostgresql)
        .isPresent();
  }
}
