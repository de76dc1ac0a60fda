package dev.inlet.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.config.KnownNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What runs Inlet in containers gives it what it needs, and nothing more. */
class ManifestsTest {
  private static final Path DIST = Path.of("src/dist");
  private static final Pattern VARIABLE = Pattern.compile("\\b(INLET|DATASOURCES)_[A-Z_]+\\b");
  private static final String USER = "10001";

  private static String text(String file) throws IOException {
    return Files.readString(DIST.resolve(file));
  }

  /** What is at a path of names and numbers; null where nothing is. */
  private static Object at(Object root, String path) {
    Object found = root;
    for (String part : path.split("/")) {
      if (found instanceof Map<?, ?> map) {
        found = map.get(part);
      } else if (found instanceof List<?> list) {
        found = list.get(Integer.parseInt(part));
      } else {
        return null;
      }
    }
    return found;
  }

  private static Map<String, Object> manifests() throws IOException {
    return StreamSupport.stream(
            new Yaml().loadAll(text("kubernetes/inlet.yaml")).spliterator(), false)
        .collect(
            Collectors.toMap(one -> at(one, "kind") + " " + at(one, "metadata/name"), one -> one));
  }

  @Test
  void everyVariableIsOneThatIsRead() throws IOException {
    for (String file :
        List.of(
            "Dockerfile",
            "compose.yml",
            "compose-kafka.yml",
            "kubernetes/inlet.yaml",
            "conf/inlet.env")) {
      var variables = new HashMap<String, String>();
      VARIABLE.matcher(text(file)).results().forEach(one -> variables.put(one.group(), "x"));
      assertTrue(!variables.isEmpty(), file);
      assertEquals(List.of(), KnownNames.unknown(variables, List.of()), file);
    }
  }

  @Test
  void podHasNoRightsAndIsLookedAfter() throws IOException {
    Object pod = at(manifests().get("Deployment inlet"), "spec/template/spec");
    Object container = at(pod, "containers/0");

    assertEquals(true, at(pod, "securityContext/runAsNonRoot"));
    assertEquals(USER, Objects.toString(at(pod, "securityContext/runAsUser")));
    assertEquals("RuntimeDefault", at(pod, "securityContext/seccompProfile/type"));
    assertEquals(false, at(pod, "automountServiceAccountToken"));
    assertEquals(false, at(container, "securityContext/allowPrivilegeEscalation"));
    assertEquals(true, at(container, "securityContext/readOnlyRootFilesystem"));
    assertEquals(List.of("ALL"), at(container, "securityContext/capabilities/drop"));
    assertEquals("/health/liveness", at(container, "livenessProbe/httpGet/path"));
    assertEquals("/health/readiness", at(container, "readinessProbe/httpGet/path"));
    assertEquals("/health/liveness", at(container, "startupProbe/httpGet/path"));
    assertTrue(
        (int) at(pod, "terminationGracePeriodSeconds") > 20, "longer than inlet.stop-within");
    assertEquals(Set.of("/tmp", "/var/lib/inlet"), Set.copyOf(mounts(container)));
    assertEquals(
        at(container, "resources/requests/memory"), at(container, "resources/limits/memory"));
  }

  private static List<Object> mounts(Object container) {
    return ((List<?>) at(container, "volumeMounts"))
        .stream().map(mount -> at(mount, "mountPath")).toList();
  }

  @Test
  void everythingIsAboutTheSamePods() throws IOException {
    Map<String, Object> manifests = manifests();
    Object labels = at(manifests.get("Deployment inlet"), "spec/template/metadata/labels");

    assertEquals(labels, at(manifests.get("Deployment inlet"), "spec/selector/matchLabels"));
    assertEquals(
        labels, at(manifests.get("PodDisruptionBudget inlet"), "spec/selector/matchLabels"));
    assertEquals(labels, at(manifests.get("Service inlet"), "spec/selector"));
    assertEquals(labels, at(manifests.get("Service inlet-console"), "spec/selector"));
    assertEquals("intake", at(manifests.get("Service inlet"), "spec/ports/0/targetPort"));
    assertEquals("console", at(manifests.get("Service inlet-console"), "spec/ports/0/targetPort"));
    assertEquals(1, at(manifests.get("PodDisruptionBudget inlet"), "spec/minAvailable"));
    assertEquals(2, at(manifests.get("Deployment inlet"), "spec/replicas"));
  }

  @Test
  void composeRunsTwoOnOneDatabase() throws IOException {
    Object services = at(new Yaml().load(text("compose.yml")), "services");

    for (String name : List.of("inlet-1", "inlet-2")) {
      Object service = at(services, name);
      assertEquals(true, at(service, "read_only"));
      assertEquals(List.of("ALL"), at(service, "cap_drop"));
      assertEquals(
          "jdbc:postgresql://postgresql/inlet", at(service, "environment/DATASOURCES_DEFAULT_URL"));
      assertEquals("service_healthy", at(service, "depends_on/postgresql/condition"));
    }
    assertTrue(at(services, "postgresql/healthcheck/test").toString().contains("pg_isready"));
  }

  @Test
  void composeWithKafkaRunsThreeBrokersThatMakeNoTopics() throws IOException {
    Object services = at(new Yaml().load(text("compose-kafka.yml")), "services");

    for (String name : List.of("inlet-1", "inlet-2")) {
      assertEquals(
          "kafka-1:9092,kafka-2:9092,kafka-3:9092",
          at(services, name + "/environment/INLET_JOURNAL_KAFKA_BOOTSTRAP_SERVERS"));
    }
    for (int number = 1; number <= 3; number++) {
      Object environment = at(services, "kafka-" + number + "/environment");
      assertEquals(number, at(environment, "KAFKA_NODE_ID"));
      assertEquals("false", at(environment, "KAFKA_AUTO_CREATE_TOPICS_ENABLE"));
      assertEquals(3, at(environment, "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR"));
    }
  }

  @Test
  void imageIsRunByNobodyInParticular() throws IOException {
    List<String> lines = text("Dockerfile").lines().toList();

    assertTrue(lines.contains("USER %s:%<s".formatted(USER)));
    assertTrue(
        lines.indexOf("COPY lib/inlet.jar /opt/inlet/lib/inlet.jar")
            > lines.indexOf("COPY bin/inlet /opt/inlet/bin/inlet"),
        "what changes most comes last");
    assertTrue(text("Dockerfile").contains("/health/liveness"));
    assertTrue(lines.contains("ENTRYPOINT [\"/opt/inlet/bin/inlet\"]"), "signals reach Java");
  }
}
