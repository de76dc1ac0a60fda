package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Apart from the others: it closes its server for everybody. */
@NullUnmarked
class MaintenanceCommandsIT {
  @Given(per = Given.Per.CLASS)
  private static RunningInlet inlet;

  private static List<String> maintenance(String... words) {
    var shell =
        new Shell(
            Map.of(
                "INLET_ADDRESS",
                "http://localhost:" + inlet.consolePort() + "/",
                "INLET_TOKEN",
                RunningInlet.ADMIN_PASSWORD));
    var all = new ArrayList<>(List.of("maintenance"));
    all.addAll(List.of(words));
    Shell.Ended ended = shell.run(all.toArray(String[]::new));
    assertEquals(0, ended.code(), ended::toString);
    return ended.out();
  }

  @Test
  void maintenanceIsTurnedOnAndOff() {
    String key = inlet.newKey("acme");
    String call = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";

    assertEquals(List.of("Maintenance is on: Back at noon"), maintenance("on", "Back at noon"));
    assertEquals(503, inlet.deliver(key, call).status());
    assertEquals(
        List.of("{\"enabled\":true,\"message\":\"Back at noon\",\"until\":null,\"accounts\":[]}"),
        maintenance("status", "--json"));

    assertEquals(List.of("Maintenance is off"), maintenance("off"));
    assertEquals(2, inlet.deliver(key, call).status() / 100);
    assertEquals(List.of("Maintenance is on"), maintenance("on"));
    assertEquals(List.of("Maintenance is off"), maintenance("off"));
  }
}
