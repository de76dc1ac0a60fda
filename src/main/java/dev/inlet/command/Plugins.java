package dev.inlet.command;

import dev.inlet.command.remote.Failed;
import dev.inlet.config.KnownNames;
import dev.inlet.operate.Finding;
import io.micronaut.inject.BeanDefinitionReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The jars that a vendor adds to Inlet: their beans join Inlet's. Behind Inlet's own classes, so
 * that none of those is replaced but by a bean. What they may rely on is listed in the document on
 * operating, and {@code PluginApiTest} holds it to {@link #API_VERSION}.
 */
final class Plugins extends URLClassLoader {
  /** The property that names their folder. */
  static final String PROPERTY = "inlet.plugins";

  /** Of what plug-ins may rely on; raised when something of that changes or goes. */
  static final int API_VERSION = 1;

  /** What the manifest of a plug-in says that it was built for. */
  static final String VERSION = "Inlet-Api-Version";

  /** What a look at them is about. */
  private static final String SUBJECT = "plug-ins";

  /** The folder in a jar by which Micronaut finds beans. */
  private static final String BEANS = "META-INF/micronaut/";

  Plugins() {
    super("plugins", new URL[0], Plugins.class.getClassLoader());
  }

  /** How those in a folder are, of which a start would say no more than that it fails. */
  static Finding look(String folder) {
    try (var plugins = new Plugins()) {
      List<String> names = plugins.add(folder);
      plugins.load();
      return Finding.well(
          SUBJECT, names.isEmpty() ? "none in " + folder : String.join(", ", names));
    } catch (Failed e) {
      return Finding.unwell(SUBJECT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("closing what was read", e);
    }
  }

  /** Loads every bean's class, as a start does. */
  private void load() {
    for (URL jar : getURLs()) {
      try (var file = new JarFile(Path.of(jar.toURI()).toFile())) {
        file.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.startsWith(BEANS) && !name.endsWith("/"))
            .forEach(this::load);
      } catch (IOException | URISyntaxException e) {
        throw wrong(jar + " is not a jar that can be read");
      }
    }
  }

  /** Adds the jars in a folder, and returns their names in order; none when it is null or blank. */
  List<String> add(@Nullable String folder) {
    if (folder == null || folder.isBlank()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      jars.forEach(this::add);
      return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    } catch (IOException e) {
      throw wrong("must be a folder of jars; it is \"%s\"".formatted(folder));
    }
  }

  private void add(Path jar) {
    Path name = jar.getFileName();
    String version;
    boolean hasBeans;
    try (var file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      version = manifest == null ? null : manifest.getMainAttributes().getValue(VERSION);
      hasBeans = file.getEntry(BEANS) != null;
      addURL(jar.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalStateException("every file has a URL", e);
    } catch (IOException e) {
      throw wrong(name + " is not a jar that can be read");
    }
    if (version == null) {
      throw wrong(
          "the manifest of %s must say which API it was built for, such as %s: %d"
              .formatted(name, VERSION, API_VERSION));
    }
    if (!version.strip().equals(Integer.toString(API_VERSION))) {
      throw wrong(
          "%s was built for version %s of the API, and this Inlet has version %d: build it anew"
              .formatted(name, version.strip(), API_VERSION));
    }
    if (!hasBeans) {
      throw wrong(
          "%s has no beans: compile it with Micronaut's annotation processor, and keep folders in it"
              .formatted(name));
    }
  }

  private void load(String entry) {
    String bean = entry.substring(entry.lastIndexOf('/') + 1);
    try {
      Object found = Class.forName(bean, true, this).getDeclaredConstructor().newInstance();
      if (found instanceof BeanDefinitionReference<?> reference) {
        reference.load().getBeanType();
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      throw wrong("%s cannot be loaded: %s".formatted(bean, e));
    }
  }

  private static Failed wrong(String problem) {
    return new Failed("%s (%s): %s".formatted(PROPERTY, KnownNames.variable(PROPERTY), problem));
  }
}
