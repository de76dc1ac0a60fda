package dev.inlet.admin;

import dev.inlet.access.Role;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.receive.Maintenance;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows and turns the maintenance switch. */
@AdminPort("/api/maintenance")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MaintenanceController {
  private final MaintenanceSwitch maintenance;

  MaintenanceController(MaintenanceSwitch maintenance) {
    this.maintenance = maintenance;
  }

  @Get
  View show() {
    return View.of(maintenance.read());
  }

  @Needs(Role.SUPPORT)
  @Put
  @Consumes(MediaType.ALL)
  View change(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "enabled", "message", "until");
    boolean enabled = body.bool("enabled");
    return View.of(maintenance.set(enabled, body.text("message"), body.instant("until")));
  }

  /**
   * How the switch stands; the message is null when senders are told nothing of the operator's, and
   * the end when somebody has to end it.
   */
  @AdminAnswer
  record View(boolean enabled, @Nullable String message, @Nullable Instant until) {

    static View of(Maintenance maintenance) {
      return new View(maintenance.enabled(), maintenance.message(), maintenance.until());
    }
  }
}
