package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.ErrorBody;
import dev.inlet.receive.Gate;
import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Turns maintenance on and off: at once here, within a second on every other instance. */
@Controller(value = "/api/maintenance", port = "${inlet.console.port}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MaintenanceController {
  private final MaintenanceStore store;
  private final Gate gate;

  MaintenanceController(MaintenanceStore store, Gate gate) {
    this.store = store;
    this.gate = gate;
  }

  @Get
  String show() {
    return view(store.read());
  }

  @Put
  @Consumes(MediaType.ALL)
  String change(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "enabled", "message");
    String message = body.text("message");
    if (message != null && message.length() > ErrorBody.MAX_LENGTH) {
      throw AdminRefusal.wrong("message must be at most " + ErrorBody.MAX_LENGTH + " characters");
    }
    var maintenance =
        new Maintenance(
            body.bool("enabled"), message == null || message.isBlank() ? null : message);
    store.write(maintenance);
    gate.set(maintenance);
    return view(maintenance);
  }

  private static String view(Maintenance maintenance) {
    return new JsonMembers()
        .bool("enabled", maintenance.enabled())
        .text("message", maintenance.message())
        .toString();
  }
}
