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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows and turns the maintenance switches: of all accounts, and of one. */
@AdminPort("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MaintenanceController {
  private final MaintenanceSwitch maintenance;

  MaintenanceController(MaintenanceSwitch maintenance) {
    this.maintenance = maintenance;
  }

  @Get("/maintenance")
  AllView show() {
    return all(maintenance.read());
  }

  private AllView all(Maintenance ofAll) {
    return new AllView(
        ofAll.enabled(),
        ofAll.message(),
        ofAll.until(),
        maintenance.accounts().stream().sorted().toList());
  }

  @Needs(Role.SUPPORT)
  @Put("/maintenance")
  @Consumes(MediaType.ALL)
  AllView change(@Body byte @Nullable [] sent) {
    AdminBody body = read(sent);
    boolean enabled = body.bool("enabled");
    return all(maintenance.set(enabled, body.text("message"), body.instant("until")));
  }

  @Get("/accounts/{account}/maintenance")
  View show(String account) {
    return View.of(maintenance.read(account));
  }

  @Needs(Role.SUPPORT)
  @Put("/accounts/{account}/maintenance")
  @Consumes(MediaType.ALL)
  View change(String account, @Body byte @Nullable [] sent) {
    AdminBody body = read(sent);
    boolean enabled = body.bool("enabled");
    return View.of(maintenance.set(account, enabled, body.text("message"), body.instant("until")));
  }

  private static AdminBody read(byte @Nullable [] sent) {
    return AdminBody.read(sent, "enabled", "message", "until");
  }

  /**
   * The same of the switch of all accounts.
   *
   * @param accounts those whose calls alone are answered 503, whatever those of the others are
   */
  @AdminAnswer
  record AllView(
      boolean enabled, @Nullable String message, @Nullable Instant until, List<String> accounts) {}

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
