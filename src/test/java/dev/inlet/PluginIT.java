package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.kafka.KafkaBroker;
import dev.inlet.webhook.Receiver;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a plug-in, compiled against Inlet's jar and loaded by it. */
class PluginIT {
  private static final Path EXAMPLE = Path.of("src", "examples", "handler");
  private static final Pattern VERSION =
      Pattern.compile("<Inlet-Api-Version>(.+)</Inlet-Api-Version>");
  private static final String TOPIC = "plugin";

  @TempDir Path folder;

  @Test
  void theExampleRefusesCallsAndTellsOfItsOwnChanges() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    pack(compile(), plugins.resolve("trial-handler.jar"));
    KafkaBroker broker = KafkaBroker.shared();
    var place = new HashMap<>(DatabaseKind.H2.fresh(folder));
    place.put("inlet.plugins", plugins.toString());
    place.put("inlet.answer-budget", "2s");
    place.put("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    place.put("inlet.forward.allow-private", "true");
    place.put("inlet.forward.kafka.bootstrap-servers", broker.address());
    place.put("inlet.forward.kafka.topic", TOPIC);
    try (var receiver = new Receiver();
        var inlet = new InletProcess(folder, place);
        var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
      inlet.subscribe(receiver.url(), "trial.started");

      assertEquals(400, connection.post(call("Test", "m0")).status());
      assertEquals(200, connection.post(call("Trial Started", "m1")).status());
      assertEquals(200, connection.post(call("Other", "m2")).status());

      JsonNode own = inlet.json("changes?types=trial.started").at("/changes");
      assertEquals(1, own.size(), own::toString);
      assertEquals("m1", own.at("/0/messageId").asText());
      assertEquals("ann", own.at("/0/contactId").asText());
      assertEquals("gold", own.at("/0/data/plan").asText());
      assertEquals(own, inlet.json("changes?types=own").at("/changes"));
      assertEquals(3, inlet.json("changes").at("/changes").size(), "with both events");
      Eventually.become("posted", () -> receiver.all().size() == 1);
      assertEquals(own.get(0), receiver.all().getFirst().json().get("data"));
      Eventually.become("in Kafka", () -> broker.records(TOPIC).size() == 3);
      assertTrue(
          broker.records(TOPIC).stream()
              .anyMatch(one -> InletProcess.parsed(one.value()).equals(own.get(0))));

      assertEquals(200, connection.post("{\"type\":\"identify\",\"userId\":\"ann\"}").status());
      String page = inlet.get("/console/contacts/one?account=demo&id=ann&show=plug-in").body();
      assertTrue(page.contains(">trial.started</a>"), page);

      assertTrue(inlet.erase("ann"));
      assertEquals(0, inlet.json("changes?types=own").at("/changes").size(), "erased with them");
    }
  }

  private static String call(String event, String messageId) {
    return "{\"type\":\"track\",\"userId\":\"ann\",\"event\":\"%s\",\"messageId\":\"%s\",\"properties\":{\"plan\":\"gold\"}}"
        .formatted(event, messageId);
  }

  /** As the example's own build does: against the jar, with Micronaut's annotation processor. */
  private Path compile() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(EXAMPLE.resolve("src"))) {
      boolean isDone =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-d",
                      classes.toString(),
                      "-classpath",
                      BuiltJar.classPath(),
                      "-processorpath",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(
                      sources.filter(file -> file.toString().endsWith(".java")).toList()))
              .call();
      assertTrue(isDone, messages::toString);
    }
    return classes;
  }

  private static void pack(Path classes, Path jar) throws IOException {
    Matcher version = VERSION.matcher(Files.readString(EXAMPLE.resolve("pom.xml")));
    assertTrue(version.find());
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Inlet-Api-Version", version.group(1));
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      files.filter(file -> !file.equals(classes)).sorted().forEach(all::add);
    }
    try (OutputStream out = Files.newOutputStream(jar);
        var packed = new JarOutputStream(out, manifest)) {
      for (Path file : all) {
        // Micronaut looks for beans in a folder, so folders are entries, as in Maven's jars.
        boolean isFolder = Files.isDirectory(file);
        packed.putNextEntry(new JarEntry(classes.relativize(file) + (isFolder ? "/" : "")));
        if (!isFolder) {
          Files.copy(file, packed);
        }
      }
    }
  }
}
