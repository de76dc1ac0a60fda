package dev.inlet.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.FreePort;
import dev.inlet.RunningInlet;
import dev.inlet.tls.MadeCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What the alerts and the dashboard ask for is what the server tells. */
class MonitoringIT {
  private static final Path RULES = Path.of("src/dist/monitoring/inlet.rules.yml");
  private static final Path DASHBOARD = Path.of("src/dist/monitoring/inlet-dashboard.json");

  /** All that Inlet, its Java and its process tell begin with one of these. */
  private static final Pattern METRIC = Pattern.compile("\\b(inlet|jvm|process|system)_[a-z_]+\\b");

  /** Prometheus itself knows it of each server. */
  private static final String UP = "up{job=\"inlet\"}";

  @TempDir Path folder;

  @SuppressWarnings("unchecked") // as the file is read
  private static List<String> expressionsOfRules() throws IOException {
    Map<String, Object> file = new Yaml().load(Files.readString(RULES));
    return ((List<Map<String, Object>>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .map(rule -> rule.get("expr").toString())
            .toList();
  }

  private static List<String> expressionsOfDashboard() throws IOException {
    JsonNode file = new JsonMapper().readTree(DASHBOARD.toFile());
    return file.get("panels").findValuesAsText("expr");
  }

  private static Set<String> metricsIn(List<String> expressions) {
    var metrics = new TreeSet<String>();
    for (String expression : expressions) {
      Set<String> found =
          METRIC.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
      assertFalse(found.isEmpty() && !expression.startsWith(UP), expression);
      metrics.addAll(found);
    }
    return metrics;
  }

  @Test
  void everyMetricThatIsAskedForIsServed() throws Exception {
    Set<String> asked = metricsIn(expressionsOfRules());
    asked.addAll(metricsIn(expressionsOfDashboard()));
    try (RunningInlet inlet =
        RunningInlet.in(folder.resolve("data"))
            .with(
                "inlet.tls.key-store",
                MadeCertificate.fresh().writeStore(folder.resolve("s.p12"), "one"))
            .with("inlet.tls.password", MadeCertificate.PASSWORD)
            .with("inlet.forward.key", RunningInlet.base64("k".repeat(32)))
            .with("inlet.forward.allow-private", "true")
            .with("inlet.forward.kafka.bootstrap-servers", "localhost:" + FreePort.take())
            .start()) {
      inlet.admin(
          "POST",
          "/api/subscriptions",
          "{\"url\":\"http://localhost:%d\"}".formatted(FreePort.take()));
      inlet.deliver(
          inlet.newKey("acme"),
          "{\"type\":\"identify\",\"userId\":\"u\",\"timestamp\":\"no time\"}");
      inlet.deliver("nobody", "{}");
      String metrics =
          RunningInlet.await(
                  () -> inlet.console("GET", "/prometheus", null),
                  answer -> answer.body().contains("\ninlet_webhook_attempts_total"))
              .body();
      Set<String> served =
          metrics
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.replaceFirst("[{ ].*", ""))
              .collect(Collectors.toSet());
      asked.removeAll(served);
      assertEquals(Set.of(), asked, served::toString);
    }
  }

  @Test
  void prometheusItselfTakesTheRules() throws Exception {
    Path promtool = Path.of("/usr/bin/promtool");
    if (Files.isExecutable(promtool)) {
      String text =
          Ran.well(
              folder,
              Map.of(),
              promtool.toString(),
              "check",
              "rules",
              RULES.toAbsolutePath().toString());
      assertTrue(text.contains("SUCCESS: " + expressionsOfRules().size()), text);
    }
    assertTrue(expressionsOfRules().size() > 5);
  }
}
