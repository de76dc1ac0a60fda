package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What plug-ins may rely on is complete, free of what is inside, and as it was. */
@NullUnmarked
class PluginApiTest {
  private static final String ROOT = "dev.inlet.";

  /** A name in small letters is a package with all that is public in it. */
  private static final List<String> API =
      List.of(
          "call",
          "handler",
          "account.Settings",
          "activity.Event",
          "activity.PageView",
          "codec.Flaw",
          "codec.Json",
          "codec.Parsed",
          "company.CompanyChange",
          "contact.ContactChange",
          "contact.Person",
          "merge.Stamp");

  private static final Path SIGNATURES =
      Path.of("src", "test", "resources", "plugin-api-" + Plugins.API_VERSION + ".txt");

  private static final JavaClasses INLET =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/$"))
          .importPackages("dev.inlet");

  private static boolean isApi(JavaClass type) {
    String name = type.getName().replace(ROOT, "").replaceFirst("\\$.*", "");
    return API.contains(name) || API.contains(type.getPackageName().replace(ROOT, ""));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PluginApiTest::isPublic).orElse(true);
  }

  private static Stream<JavaClass> api() {
    return INLET.stream().filter(type -> isApi(type) && isPublic(type));
  }

  private static Stream<JavaCodeUnit> units(JavaClass type) {
    return type.getCodeUnits().stream()
        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(unit -> !unit.getModifiers().contains(JavaModifier.BRIDGE));
  }

  @Test
  void whatIsPublicInItNamesNothingFromInside() {
    Set<String> inside = new TreeSet<>();
    api()
        .flatMap(PluginApiTest::units)
        .forEach(
            unit ->
                Stream.concat(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        unit.getParameterTypes().stream()
                            .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                    .filter(type -> !isKnown(type))
                    .forEach(type -> inside.add(unit.getFullName() + ": " + type.getName())));
    assertEquals(Set.of(), inside);
  }

  private static boolean isKnown(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    return base.isPrimitive() || base.getName().startsWith("java.") || isApi(base);
  }

  @Test
  void whatItDoesNeedsNeitherFrameworkNorServer() {
    Set<String> allowed =
        Set.of("account", "activity", "call", "codec", "company", "contact", "handler", "merge");
    Set<String> inside = new TreeSet<>();
    api()
        .filter(type -> !type.getPackageName().equals(ROOT + "codec")) // Jackson is behind it.
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(
            needed -> {
              JavaClass type = needed.getTargetClass().getBaseComponentType();
              String name = type.getName();
              return !type.isPrimitive()
                  && !name.startsWith("java.")
                  && !name.startsWith("jakarta.inject.")
                  && !name.startsWith("org.jspecify.")
                  && !allowed.contains(type.getPackageName().replace(ROOT, ""));
            })
        .forEach(needed -> inside.add(needed.getDescription()));
    assertEquals(Set.of(), inside);
  }

  private static Stream<String> signatures(JavaClass type) {
    Stream<String> fields =
        type.getFields().stream()
            .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
            .map(field -> field.getFullName() + " " + field.getRawType().getName());
    Stream<String> units =
        units(type)
            .map(
                unit ->
                    "%s%s %s"
                        .formatted(
                            unit.getModifiers().contains(JavaModifier.STATIC) ? "static " : "",
                            unit.getFullName(),
                            unit.getRawReturnType().getName()));
    return Stream.concat(Stream.of(type.getName()), Stream.concat(fields, units));
  }

  /**
   * What is new is added to the file. When something is missing or different, plug-ins that were
   * built for it break: then {@link Plugins#API_VERSION} goes up, and there is another file.
   */
  @Test
  void nothingOfItHasChanged() throws IOException {
    String now =
        api()
            .flatMap(PluginApiTest::signatures)
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));
    Path found = Path.of("target", SIGNATURES.getFileName().toString());
    Files.writeString(found, now);
    assertEquals(Files.readString(SIGNATURES), now, "Compare " + SIGNATURES + " with " + found);
  }

  @Test
  void theDocumentNamesAllOfIt() throws IOException {
    String operating = Files.readString(Path.of("src", "site", "OPERATING.md"));
    String section = operating.split("\n## Plug-ins\n", 2)[1].split("\n## ", 2)[0];
    for (String name : API) {
      assertTrue(section.contains("`" + name + "`"), name);
    }
    assertTrue(section.contains(Plugins.VERSION + ": " + Plugins.API_VERSION), section);
  }
}
