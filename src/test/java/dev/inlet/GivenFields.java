package dev.inlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.params.Parameter;
import org.junit.platform.commons.support.AnnotationSupport;

/** Fills the fields that are {@link Given}, and ends what is in them when nobody needs it more. */
final class GivenFields implements BeforeAllCallback, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(GivenFields.class);

  /** What a field asks for; equal when one thing will do for both. */
  private record Wanted(
      Class<?> type, Map<String, String> properties, String environment, DatabaseKind kind) {}

  /** The one that the classes share that run on a thread, so that no two use it at a time. */
  private record Shared(Wanted wanted, Thread user) {}

  /** What is in a field, with the folder it has its files in. */
  private record Opened(AutoCloseable content, Path folder) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      content.close();
      delete(folder);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IllegalAccessException {
    for (Field field : fields(context.getRequiredTestClass())) {
      if (Modifier.isStatic(field.getModifiers())) {
        fill(field, null, DatabaseKind.H2, context);
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IllegalAccessException {
    List<Object> instances = context.getRequiredTestInstances().getAllInstances();
    DatabaseKind kind = kind(instances);
    for (Object instance : instances) {
      for (Field field : fields(instance.getClass())) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fill(field, instance, kind, context);
        }
      }
    }
  }

  private static List<Field> fields(Class<?> tests) {
    return AnnotationSupport.findAnnotatedFields(tests, Given.class);
  }

  private static DatabaseKind kind(List<Object> instances) throws IllegalAccessException {
    for (Object instance : instances) {
      for (Field field :
          AnnotationSupport.findAnnotatedFields(instance.getClass(), Parameter.class)) {
        field.setAccessible(true);
        if (field.get(instance) instanceof DatabaseKind kind) {
          return kind;
        }
      }
    }
    return DatabaseKind.H2;
  }

  private static void fill(
      Field field, Object instance, DatabaseKind kind, ExtensionContext context)
      throws IllegalAccessException {
    Given given = field.getAnnotation(Given.class);
    var wanted = new Wanted(field.getType(), properties(given.value()), given.environment(), kind);
    Store store =
        switch (given.per()) {
          case RUN -> context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
          case CLASS -> classOf(field, context).getStore(NAMESPACE);
          case TEST -> context.getStore(NAMESPACE);
        };
    Object key = given.per() == Given.Per.RUN ? new Shared(wanted, Thread.currentThread()) : field;
    field.setAccessible(true);
    field.set(
        instance, store.getOrComputeIfAbsent(key, any -> open(wanted), Opened.class).content());
  }

  /** The context of a field's class, where a test of it, or of a class nested in it, runs. */
  private static ExtensionContext classOf(Field field, ExtensionContext test) {
    ExtensionContext context = test;
    while (context.getTestMethod().isPresent()
        || !field.getDeclaringClass().isAssignableFrom(context.getRequiredTestClass())) {
      context = context.getParent().orElseThrow();
    }
    return context;
  }

  private static Map<String, String> properties(String[] pairs) {
    Map<String, String> properties = new TreeMap<>();
    for (String pair : pairs) {
      int end = pair.indexOf('=');
      properties.put(pair.substring(0, end), pair.substring(end + 1));
    }
    return properties;
  }

  private static Opened open(Wanted wanted) {
    Path folder = newFolder();
    try {
      return new Opened(content(wanted, folder), folder);
    } catch (RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  private static AutoCloseable content(Wanted wanted, Path folder) {
    Class<?> type = wanted.type();
    if (type == Chromium.class) {
      return Chromium.launch();
    }
    Map<String, Object> place = new TreeMap<>(wanted.kind().fresh(folder));
    place.putAll(wanted.properties());
    if (type == Stores.class) {
      return Stores.open(place);
    }
    if (type == RunningInlet.class) {
      RunningInlet.Setup setup =
          RunningInlet.in(folder).with("inlet.answer-budget", "2s").with(place);
      return wanted.environment().isEmpty()
          ? setup.start()
          : setup.environment(wanted.environment()).start();
    }
    throw new IllegalArgumentException("Nobody gives a " + type.getName());
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("inlet-given");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
