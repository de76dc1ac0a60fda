package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.receive.Maintenance;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
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
  String show() {
    return view(maintenance.read());
  }

  @Put
  @Consumes(MediaType.ALL)
  String change(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "enabled", "message");
    return view(maintenance.set(body.bool("enabled"), body.text("message")));
  }

  private static String view(Maintenance maintenance) {
    return new JsonMembers()
        .bool("enabled", maintenance.enabled())
        .text("message", maintenance.message())
        .toString();
  }
}
