package dev.inlet.admin;

import dev.inlet.process.Processor;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Lets whoever may look, by {@link AdminFilter}, see all that was answered 200 before. */
@ServerFilter({"/api/accounts/**", "/api/changes", "/api/subscriptions", "/api/subscriptions/**"})
@Order(Ordered.LOWEST_PRECEDENCE)
final class ReadFilter {
  private final Processor processor;
  private final int publicPort;

  ReadFilter(Processor processor, @Property(name = "micronaut.server.port") int publicPort) {
    this.processor = processor;
    this.publicPort = publicPort;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void settle(HttpRequest<?> request) {
    if (request.getServerAddress().getPort() != publicPort) {
      processor.awaitSettled();
    }
  }
}
