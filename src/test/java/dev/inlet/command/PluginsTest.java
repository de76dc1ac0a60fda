package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.command.remote.Failed;
import dev.inlet.operate.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class PluginsTest {
  @TempDir Path folder;

  private void jar(String name, String version, boolean hasBeans) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (version != null) {
      manifest.getMainAttributes().putValue(Plugins.VERSION, version);
    }
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest)) {
      if (hasBeans) {
        jar.putNextEntry(new JarEntry("META-INF/micronaut/"));
      }
    }
  }

  private List<String> added(String place) throws IOException {
    try (var plugins = new Plugins()) {
      return plugins.add(place);
    }
  }

  /** A jar that names a class as a bean, and has none. */
  private void jarOf(String bean) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(Plugins.VERSION, "1");
    try (var jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("mine.jar")), manifest)) {
      jar.putNextEntry(new JarEntry("META-INF/micronaut/"));
      jar.putNextEntry(
          new JarEntry("META-INF/micronaut/io.micronaut.inject.BeanDefinitionReference/" + bean));
    }
  }

  private void refused(String problem) {
    Failed failure = assertThrows(Failed.class, () -> added(folder.toString()));
    assertTrue(
        failure.getMessage().startsWith("inlet.plugins (INLET_PLUGINS): "), failure::getMessage);
    assertTrue(failure.getMessage().contains(problem), failure::getMessage);
  }

  @Test
  void jarsOfThisVersionAreAddedInOrder() throws IOException {
    jar("b.jar", "1", true);
    jar("a.jar", "1", true);
    Files.writeString(folder.resolve("notes.txt"), "no jar");

    assertEquals(List.of("a.jar", "b.jar"), added(folder.toString()));
  }

  @Test
  void withoutAFolderThereAreNone() throws IOException {
    assertEquals(List.of(), added(null));
    assertEquals(List.of(), added(" "));
    assertEquals(List.of(), added(folder.toString()));
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    jar("mine.jar", "2", true);

    refused("mine.jar was built for version 2 of the API, and this Inlet has version 1");
  }

  @Test
  void oneThatSaysNoVersionIsRefused() throws IOException {
    jar("mine.jar", null, true);

    refused("the manifest of mine.jar must say which API it was built for");
  }

  @Test
  void oneWithoutBeansIsRefused() throws IOException {
    jar("mine.jar", "1", false);

    refused("mine.jar has no beans: compile it with Micronaut's annotation processor");
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    Files.writeString(folder.resolve("mine.jar"), "no jar");

    refused("mine.jar is not a jar that can be read");
  }

  @Test
  void aFolderThatIsNoneIsRefused() {
    Failed failure = assertThrows(Failed.class, () -> added(folder.resolve("nowhere").toString()));

    assertTrue(failure.getMessage().contains("must be a folder of jars"), failure::getMessage);
  }

  @Test
  void aLookLoadsTheirBeans() throws IOException {
    jarOf("com.example.Nothing");

    Finding found = Plugins.look(folder.toString());

    assertFalse(found.isWell());
    assertTrue(
        found.message().startsWith("inlet.plugins (INLET_PLUGINS): com.example.Nothing cannot be"),
        found::message);
  }

  @Test
  void aLookTellsWhatThereIs() throws IOException {
    assertEquals("none in " + folder, Plugins.look(folder.toString()).message());

    jar("b.jar", "1", true);
    jar("a.jar", "1", true);
    assertEquals(Finding.well("plug-ins", "a.jar, b.jar"), Plugins.look(folder.toString()));

    jar("c.jar", "2", true);
    assertFalse(Plugins.look(folder.toString()).isWell());
  }
}
