package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers send never becomes a metric or a label of one, or it would fill the memory. */
class MetricsIT {
  private static final Pattern OURS = Pattern.compile("(?m)^(inlet_\\w+)(\\{[^}]*})?");

  /** Those of the JVM come and go with its garbage collections. */
  private static final Pattern ANY_LABELLED = Pattern.compile("(?m)^(?!jvm_)\\w+\\{[^}]*}");

  @TempDir Path folder;

  @Test
  void labelsAreTheSameWhoeverSendsWhatever() {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      sendEverySort(inlet, "first");
      Set<String> before = all(ANY_LABELLED, inlet);
      for (int i = 0; i < 20; i++) {
        sendEverySort(inlet, "account-" + i);
      }
      assertEquals(before, all(ANY_LABELLED, inlet));
    }
  }

  @Test
  void ourOnlyLabelsAreTheStatusAndTheQuantile() {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      sendEverySort(inlet, "acme");
      for (String metric : all(OURS, inlet)) {
        String labels = metric.contains("{") ? metric.substring(metric.indexOf('{')) : "";
        assertEquals("", labels.replaceAll("[{,]status|[{,]quantile=\"[0-9.]+\"|}", ""), metric);
      }
    }
  }

  private static void sendEverySort(RunningInlet inlet, String name) {
    String key = inlet.newKey(name);
    inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(name));
    inlet.deliver(key, "{\"type\":\"%s\",\"userId\":\"u\"}".formatted(name));
    inlet.deliver(key, "{\"type\":\"identify\"}");
    inlet.deliver(name, "{}");
    inlet.send("GET", "/" + name);
    inlet.admin("GET", "/api/accounts/" + name + "/contacts/" + name);
    inlet.admin("GET", "/api/accounts/no-" + name + "/events");
  }

  private static Set<String> all(Pattern pattern, RunningInlet inlet) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(inlet.admin("GET", "/prometheus").body());
    while (matcher.find()) {
      found.add(matcher.group().replaceAll("status=\"[2-5][0-9]{2}\"", "status"));
    }
    return found;
  }
}
