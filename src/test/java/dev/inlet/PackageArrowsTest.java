package dev.inlet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.inlet.account.KeySecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages depend on each other in one direction only, as ARCHITECTURE.md draws them. */
class PackageArrowsTest {
  private static final String ROOT = "dev.inlet";

  /** Which of Inlet's packages each may use. A new package needs a line here. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("call", Set.of()),
          entry("fault", Set.of()),
          entry("listing", Set.of()),
          entry("merge", Set.of()),
          entry("naming", Set.of()),
          entry("overview", Set.of("chore", "delivery", "fault", "journal")),
          entry(
              "alert",
              Set.of(
                  "account",
                  "chore",
                  "codec",
                  "delivery",
                  "fault",
                  "listing",
                  "operate",
                  "overview",
                  "receive",
                  "webhook")),
          entry("oidc", Set.of("access", "call", "codec")),
          entry("tls", Set.of()),
          entry("trace", Set.of("codec")),
          entry("chore", Set.of("fault")),
          entry("access", Set.of("account", "audit", "codec", "listing")),
          entry("audit", Set.of("call", "chore", "codec", "journal", "listing")),
          entry("codec", Set.of("call")),
          entry("account", Set.of("call", "codec", "listing")),
          entry("contact", Set.of("call", "codec", "listing", "merge")),
          entry("tester", Set.of("call", "codec")),
          entry("conformance", Set.of("call", "codec", "tester")),
          entry("review", Set.of("account", "call", "operate")),
          entry("activity", Set.of("call", "contact", "listing")),
          entry("company", Set.of("codec", "contact", "listing", "merge")),
          entry("delivery", Set.of("account", "call", "codec", "trace")),
          entry("view", Set.of("activity", "call", "codec", "company", "contact")),
          entry(
              "forward",
              Set.of(
                  "activity",
                  "call",
                  "chore",
                  "codec",
                  "company",
                  "contact",
                  "handler",
                  "journal",
                  "listing",
                  "trace",
                  "view")),
          entry(
              "handler",
              Set.of("account", "activity", "call", "codec", "company", "contact", "merge")),
          entry("kafka", Set.of("call", "codec", "fault", "forward", "trace")),
          entry(
              "journal", Set.of("account", "call", "chore", "delivery", "fault", "merge", "trace")),
          entry(
              "webhook",
              Set.of("call", "chore", "codec", "fault", "forward", "journal", "listing", "trace")),
          entry(
              "erase",
              Set.of(
                  "account",
                  "audit",
                  "call",
                  "chore",
                  "codec",
                  "contact",
                  "delivery",
                  "forward",
                  "journal",
                  "listing")),
          entry(
              "receive",
              Set.of(
                  "account",
                  "call",
                  "codec",
                  "delivery",
                  "fault",
                  "handler",
                  "journal",
                  "overview",
                  "trace")),
          entry(
              "process",
              Set.of(
                  "account",
                  "activity",
                  "audit",
                  "call",
                  "codec",
                  "company",
                  "contact",
                  "delivery",
                  "erase",
                  "fault",
                  "forward",
                  "handler",
                  "journal",
                  "listing",
                  "merge",
                  "trace")),
          entry(
              "operate",
              Set.of(
                  "access",
                  "account",
                  "activity",
                  "audit",
                  "call",
                  "chore",
                  "codec",
                  "company",
                  "contact",
                  "delivery",
                  "erase",
                  "fault",
                  "forward",
                  "listing",
                  "merge",
                  "process",
                  "receive",
                  "webhook")),
          entry(
              "transfer",
              Set.of(
                  "activity",
                  "audit",
                  "call",
                  "codec",
                  "company",
                  "contact",
                  "erase",
                  "forward",
                  "journal",
                  "listing",
                  "merge",
                  "operate",
                  "process")),
          entry(
              "endpoint",
              Set.of(
                  "access",
                  "account",
                  "audit",
                  "chore",
                  "codec",
                  "delivery",
                  "fault",
                  "naming",
                  "operate",
                  "receive",
                  "tls",
                  "trace")),
          entry(
              "storage",
              Set.of(
                  "access",
                  "account",
                  "alert",
                  "activity",
                  "audit",
                  "call",
                  "chore",
                  "codec",
                  "company",
                  "contact",
                  "delivery",
                  "erase",
                  "fault",
                  "forward",
                  "journal",
                  "kafka",
                  "listing",
                  "merge",
                  "operate",
                  "overview",
                  "process",
                  "receive",
                  "transfer",
                  "webhook")),
          entry(
              "admin",
              Set.of(
                  "access",
                  "account",
                  "alert",
                  "activity",
                  "audit",
                  "call",
                  "codec",
                  "company",
                  "contact",
                  "delivery",
                  "endpoint",
                  "erase",
                  "fault",
                  "forward",
                  "journal",
                  "listing",
                  "merge",
                  "operate",
                  "overview",
                  "process",
                  "receive",
                  "transfer",
                  "view",
                  "webhook")),
          entry(
              "console",
              Set.of(
                  "access",
                  "account",
                  "alert",
                  "activity",
                  "audit",
                  "call",
                  "codec",
                  "company",
                  "contact",
                  "delivery",
                  "endpoint",
                  "erase",
                  "forward",
                  "listing",
                  "merge",
                  "oidc",
                  "operate",
                  "overview",
                  "process",
                  "receive",
                  "tester",
                  "tls",
                  "webhook")),
          entry(
              "command",
              Set.of(
                  "access",
                  "account",
                  "call",
                  "codec",
                  "config",
                  "conformance",
                  "delivery",
                  "fault",
                  "forward",
                  "naming",
                  "operate",
                  "process",
                  "receive",
                  "review",
                  "tester",
                  "tls",
                  "webhook")),
          entry(
              "sender",
              Set.of(
                  "account",
                  "call",
                  "codec",
                  "delivery",
                  "endpoint",
                  "fault",
                  "journal",
                  "receive",
                  "trace")),
          entry(
              "config",
              Set.of(
                  "access",
                  "account",
                  "alert",
                  "audit",
                  "call",
                  "codec",
                  "delivery",
                  "endpoint",
                  "erase",
                  "fault",
                  "forward",
                  "journal",
                  "kafka",
                  "naming",
                  "oidc",
                  "receive",
                  "sender",
                  "tls",
                  "trace",
                  "webhook")));

  private static final int MOST_FILES = 25;

  private static final List<String> JDK_ONLY =
      List.of("call", "merge", "naming", "listing", "fault", "tls");

  /** What Micronaut generates starts with a dollar sign, and is nobody's design. */
  private static final ImportOption WRITTEN_BY_HAND = location -> !location.contains("/$");

  private static final JavaClasses INLET =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(WRITTEN_BY_HAND)
          .importPackages(ROOT);

  private static String inlet(String name) {
    return ROOT + "." + name + "..";
  }

  private static Stream<JavaPackage> packages() {
    return INLET.stream().map(type -> type.getPackage()).distinct();
  }

  @Nested
  class Arrows {

    @Test
    void everyPackageHasALineInThisTest() {
      Set<String> found = new TreeSet<>();
      packages()
          .map(JavaPackage::getName)
          .filter(name -> name.startsWith(ROOT + "."))
          .forEach(name -> found.add(name.substring(ROOT.length() + 1).replaceFirst("\\..*", "")));
      // The benchmark is compiled beside the tests in its own profile, and is no part of Inlet.
      found.remove("bench");
      assertEquals(new TreeSet<>(MAY_USE.keySet()), found);
    }

    @Test
    void packagesFormNoCycle() {
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(INLET);
    }

    @TestFactory
    Stream<DynamicTest> packageUsesOnlyWhatItMayUse() {
      return MAY_USE.entrySet().stream()
          .map(
              arrow ->
                  DynamicTest.dynamicTest(
                      arrow.getKey(), () -> usesOnly(arrow.getKey(), arrow.getValue())));
    }

    private void usesOnly(String name, Set<String> allowed) {
      String[] forbidden =
          MAY_USE.keySet().stream()
              .filter(other -> !other.equals(name) && !allowed.contains(other))
              .map(PackageArrowsTest::inlet)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(inlet(name))
          .should()
          .dependOnClassesThat(resideInAnyPackage(forbidden))
          .check(INLET);
    }

    @TestFactory
    Stream<DynamicTest> packageNeedsTheJdkAlone() {
      return JDK_ONLY.stream()
          .map(
              name ->
                  DynamicTest.dynamicTest(
                      name,
                      () ->
                          classes()
                              .that()
                              .resideInAPackage(inlet(name))
                              .should()
                              .onlyDependOnClassesThat(
                                  resideInAnyPackage(
                                      "java..",
                                      "javax.crypto..",
                                      "javax.net.ssl..",
                                      "javax.security.auth..",
                                      "org.jspecify.annotations",
                                      inlet(name)))
                              .check(INLET)));
    }
  }

  @Nested
  class Outside {

    @Test
    void onlyEndpointsSendersAdminAndConsoleKnowHttp() {
      noClasses()
          .that()
          .resideOutsideOfPackages(
              inlet("endpoint"), inlet("sender"), inlet("admin"), inlet("console"))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.micronaut.http..", "io.netty.."))
          .check(INLET);
    }

    /** Beside it, a fault tells the SQL state of an exception that has one. */
    @Test
    void onlyStorageKnowsDatabases() {
      noClasses()
          .that()
          .resideOutsideOfPackages(inlet("storage"), inlet("fault"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.sql..",
                  "javax.sql..",
                  "org.h2..",
                  "org.postgresql..",
                  "org.flywaydb..",
                  "com.zaxxer.."))
          .check(INLET);
    }

    /** Its annotations alone say what of a record is shown; Micronaut reads them. */
    @Test
    void onlyTheCodecKnowsJackson() {
      noClasses()
          .that()
          .resideOutsideOfPackage(inlet("codec"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("com.fasterxml.jackson..")
                  .and(not(resideInAnyPackage("com.fasterxml.jackson.annotation"))))
          .check(INLET);
    }

    /** Where nobody traces, its classes are not even loaded, which would take from each start. */
    @Test
    void onlyTracesByOtlpKnowOpenTelemetry() {
      noClasses()
          .that()
          .resideOutsideOfPackage(inlet("trace.otlp"))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.opentelemetry.."))
          .check(INLET);
    }

    @Test
    void valuesAndHandlersKnowNoFrameworkButInjection() {
      noClasses()
          .that()
          .resideInAnyPackage(
              inlet("codec"),
              inlet("contact"),
              inlet("company"),
              inlet("activity"),
              inlet("handler"))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.micronaut..", "io.micrometer.."))
          .check(INLET);
    }
  }

  @Nested
  class House {

    @Test
    void timeIsAParameter() {
      noClasses()
          .should()
          .accessTargetWhere(
              describe("reads a clock", (JavaAccess<?> access) -> readsTheClock(access)))
          .check(INLET);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
      String owner = access.getTargetOwner().getName();
      String method = access.getTarget().getName();
      return owner.startsWith("java.time.") && method.equals("now")
          || owner.equals(System.class.getName()) && method.equals("currentTimeMillis")
          || owner.equals("java.util.Date") && method.equals("<init>");
    }

    @Test
    void theClockIsMadeInOnePlace() {
      noClasses()
          .that()
          .resideOutsideOfPackage(inlet("config"))
          .should()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethodWhere(
              describe(
                  "makes a clock",
                  call ->
                      call.getTargetOwner().getName().equals("java.time.Clock")
                          && call.getTarget().getName().startsWith("system")))
          .check(INLET);
    }

    /** Comparing text stops at the first difference, and the time that takes tells where it is. */
    @Test
    void secretsAreNeverComparedAsText() {
      noClasses().should().callMethod(KeySecret.class, "equals", Object.class).check(INLET);
      classes()
          .that()
          .haveSimpleName("AdminPassword")
          .should()
          .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
          .check(INLET);
      noClasses()
          .that()
          .haveSimpleName("AdminPassword")
          .should()
          .callMethod(String.class, "equals", Object.class)
          .check(INLET);
    }

    /** A stack trace begins with the message, which can hold what people sent. */
    @Test
    void exceptionsAreLoggedAsFaults() {
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "logs an exception itself",
                  call ->
                      call.getTargetOwner().getPackageName().startsWith("org.slf4j")
                          && call.getTarget().getRawParameterTypes().stream()
                              .anyMatch(type -> type.isAssignableTo(Throwable.class))))
          .check(INLET);
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
      noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl)").check(INLET);
    }

    /** Who opens a room must see at once what is in it. */
    @Test
    void noPackageHasMoreThan25Files() throws IOException {
      try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
        Map<Path, Long> sizes =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        sizes.values().removeIf(size -> size <= MOST_FILES);
        assertEquals(Map.of(), sizes);
      }
    }

    @Test
    void everyClassIsNullMarked() {
      List<String> unmarked =
          INLET.stream()
              .filter(
                  type ->
                      !type.getPackage().isAnnotatedWith(NullMarked.class) && !isMarkedItself(type))
              .map(JavaClass::getName)
              .toList();
      assertTrue(unmarked.isEmpty(), () -> "without @NullMarked: " + unmarked);
    }

    /** As the class outside all packages below the root, whose tests are many and not marked. */
    private static boolean isMarkedItself(JavaClass type) {
      return type.isAnnotatedWith(NullMarked.class)
          || type.getEnclosingClass().map(House::isMarkedItself).orElse(false);
    }
  }
}
