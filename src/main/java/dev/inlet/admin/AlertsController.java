package dev.inlet.admin;

import dev.inlet.alert.Alert;
import dev.inlet.alert.Alerts;
import dev.inlet.endpoint.AdminPort;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists what somebody should look at, and what was over lately. */
@AdminPort("/api/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlertsController {
  private final Alerts alerts;

  AlertsController(Alerts alerts) {
    this.alerts = alerts;
  }

  @Get
  View list() {
    return new View(
        Stream.concat(alerts.open().stream(), alerts.past().stream()).map(AlertView::of).toList());
  }

  /** Those that last, and then those that are over. */
  @AdminAnswer
  record View(List<AlertView> alerts) {}

  /** One of them; {@code until} is null while it lasts. */
  @AdminAnswer
  record AlertView(
      String id,
      String kind,
      @Nullable String account,
      String text,
      String advice,
      Instant since,
      @Nullable Instant until) {
    static AlertView of(Alert alert) {
      return new AlertView(
          Long.toString(alert.id()),
          alert.condition().kind().wireName(),
          alert.condition().accountId(),
          alert.condition().text(),
          alert.condition().kind().advice(),
          alert.since(),
          alert.until());
    }
  }
}
