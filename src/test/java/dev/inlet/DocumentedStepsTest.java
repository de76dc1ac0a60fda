package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every command of README.md and OPERATING.md is run by a test, as it stands there; or it is one of
 * those below, which need more than a bare machine, with what is tested of it all the same.
 */
class DocumentedStepsTest {
  private static final Map<String, String> NOT_RUN_OF_OPERATING =
      Map.of(
          "Debian",
          "apt and systemctl change the machine, as root; DebianPackageIT installs the package into"
              + " a folder, has systemd look at its unit, starts and removes it",
          "Backup (2)",
          "PostgreSQL's artifact for tests has no pg_dump, and that of a machine refuses a server"
              + " newer than itself; UpgradeIT starts on what pg_dump has written");

  private static final Map<String, String> NOT_RUN_OF_README =
      Map.of(
          "Inlet",
          "Maven's build, which runs this test, and its development server; ReadmeIT runs the dev"
              + " environment from the jar");

  /** Those that stand in sentences. */
  private static final Map<String, String> NOT_RUN_OF_SENTENCES =
      Map.of(
          "./mvnw -Pdist package",
          "Maven in Maven; ArchiveIT and DebianPackageIT run in such a build",
          "docker build -f deploy/Dockerfile -t inlet .",
          "needs a container engine; ManifestsTest reads the file",
          "kubectl apply -k deploy/kubernetes",
          "needs a cluster; ManifestsTest and KubernetesFieldsTest read the files",
          "./mvnw install -DskipTests",
          "Maven in Maven; PluginIT compiles and packs the example against the jar",
          "mvn package",
          "likewise, PluginIT",
          "java -jar target/inlet.jar check",
          "CommandLineIT runs the jar with this word, beside a server",
          "java -jar target/inlet.jar account create acme",
          "a start of Java for each word is dear: AdminCommandsIT runs it within the tests' own");

  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:IT|Test)\\b");

  @Test
  void everyBlockOfOperatingIsRunOrHasAReason() {
    areRunOrHaveAReason(
        names(CodeBlock.OPERATING),
        NOT_RUN_OF_OPERATING,
        OperatingStepsIT.STEPS.steps().keySet(),
        OperatingServersIT.STEPS.steps().keySet());
  }

  @Test
  void everyBlockOfTheReadmeIsRunOrHasAReason() {
    areRunOrHaveAReason(
        names(CodeBlock.README), NOT_RUN_OF_README, ReadmeIT.STEPS.steps().keySet());
  }

  @Test
  void everyCommandInASentenceIsRunOrHasAReason() {
    areRunOrHaveAReason(
        Stream.of(CodeBlock.OPERATING, CodeBlock.README)
            .flatMap(document -> CodeBlock.commandsInSentences(document).stream())
            .toList(),
        NOT_RUN_OF_SENTENCES,
        OperatingStepsIT.IN_SENTENCES);
  }

  private static List<String> names(Path document) {
    return CodeBlock.commandsIn(document).stream().map(CodeBlock::name).toList();
  }

  @SafeVarargs
  private static void areRunOrHaveAReason(
      List<String> there, Map<String, String> reasons, Set<String>... run) {
    var accounted = new TreeSet<>(reasons.keySet());
    Stream.of(run).forEach(accounted::addAll);
    assertEquals(accounted, new TreeSet<>(there), "what is run or has a reason, and what is there");
  }

  @Test
  void whatIsTestedInTheirPlaceIsThere() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      Set<String> tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
      var reasons = new ArrayList<String>();
      Stream.of(NOT_RUN_OF_OPERATING, NOT_RUN_OF_README, NOT_RUN_OF_SENTENCES)
          .forEach(some -> reasons.addAll(some.values()));
      for (String reason : reasons) {
        List<String> named = TEST.matcher(reason).results().map(name -> name.group()).toList();
        assertEquals(false, named.isEmpty(), reason);
        assertEquals(List.of(), named.stream().filter(name -> !tests.contains(name)).toList());
      }
    }
  }
}
