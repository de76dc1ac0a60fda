package dev.inlet.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The manifests hold fields that Kubernetes knows, with values of their types, as its API has it.
 */
class KubernetesFieldsTest {
  private static final Path MANIFESTS = Path.of("src/dist/kubernetes/inlet.yaml");
  private static final Gson GSON = new Gson();

  /** What refuses a field that an object of some kind does not have. */
  private interface Fields {
    void check(JsonElement object) throws IOException;
  }

  private record Kind(Fields fields, Class<?> type) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "v1 ConfigMap", new Kind(V1ConfigMap::validateJsonElement, V1ConfigMap.class),
          "v1 Namespace", new Kind(V1Namespace::validateJsonElement, V1Namespace.class),
          "v1 Service", new Kind(V1Service::validateJsonElement, V1Service.class),
          "v1 ServiceAccount",
              new Kind(V1ServiceAccount::validateJsonElement, V1ServiceAccount.class),
          "apps/v1 Deployment", new Kind(V1Deployment::validateJsonElement, V1Deployment.class),
          "policy/v1 PodDisruptionBudget",
              new Kind(V1PodDisruptionBudget::validateJsonElement, V1PodDisruptionBudget.class));

  private static List<String> checked(String manifests) throws IOException {
    var kinds = new ArrayList<String>();
    for (Object one : new Yaml().loadAll(manifests)) {
      Map<?, ?> object = (Map<?, ?>) one;
      String name = object.get("apiVersion") + " " + object.get("kind");
      Kind kind = KINDS.get(name);
      assertTrue(kind != null, name + " is none that this test knows");
      JsonElement json = GSON.toJsonTree(object);
      kind.fields().check(json);
      JSON.getGson().fromJson(json, kind.type());
      kinds.add(name);
    }
    return kinds;
  }

  @Test
  void everyFieldIsOneOfKubernetes() throws IOException {
    assertEquals(KINDS.keySet(), Set.copyOf(checked(Files.readString(MANIFESTS))));
  }

  /** Or the test above could not fail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 2|replica: 2",
        "replicas: 2|replicas: two",
        "envFrom:|envform:",
        "periodSeconds: 2|periodSecond: 2",
        "periodSeconds: 10|periodSeconds: {every: 10}",
        "readOnlyRootFilesystem: true|readOnlyRootFileSystem: true",
        "minAvailable: 1|minimumAvailable: 1",
        "targetPort: intake|target: intake",
        "automountServiceAccountToken: false|automountServiceToken: false",
        "- name: inlet|- title: inlet",
      })
  void whatKubernetesDoesNotKnowIsFound(String line, String wrong) throws IOException {
    String manifests = Files.readString(MANIFESTS);
    String misspelled = manifests.replaceFirst("(?m)^( *)" + line + "$", "$1" + wrong);
    assertTrue(!misspelled.equals(manifests), "there is such a line");
    Exception refused = assertThrows(Exception.class, () -> checked(misspelled));
    assertTrue(
        refused instanceof IllegalArgumentException || refused instanceof JsonParseException,
        refused::toString);
  }
}
