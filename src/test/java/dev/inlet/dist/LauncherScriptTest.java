package dev.inlet.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the packages, with programs that only tell how they were called as Java. */
@EnabledOnOs(OS.LINUX)
class LauncherScriptTest {
  private static final String TELL =
      "#!/bin/sh\necho \"%s\" \"$@\"\necho \"port $MICRONAUT_SERVER_PORT\"\n";

  @TempDir Path folder;
  private Path home;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void unpack() throws IOException {
    home = folder.resolve("inlet home");
    for (String name : List.of("bin", "lib", "conf")) {
      Files.createDirectories(home.resolve(name));
    }
    Files.copy(
        Path.of("src/dist/bin/inlet"),
        home.resolve("bin/inlet"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createFile(home.resolve("lib/inlet.jar"));
    variables.put("INLET_JVM_FOLDERS", "");
    variables.put("PATH", pathWithoutJava());
  }

  /** The programs of this machine but for Java, whichever it has. */
  private String pathWithoutJava() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String name :
        List.of("sed", "head", "dirname", "readlink", "find", "mkdir", "cat", "tr", "grep")) {
      link(name);
    }
    return bin.toString();
  }

  private void linkWhatStartsInTheBackground() throws IOException {
    for (String name : List.of("nohup", "sleep", "mv", "rm")) {
      link(name);
    }
  }

  private void link(String name) throws IOException {
    executable(
        folder.resolve("bin").resolve(name),
        "#!/bin/sh\nPATH=/usr/bin:/bin exec %s \"$@\"\n".formatted(name));
  }

  private Path java(String name, String version) throws IOException {
    Path java = folder.resolve(name);
    Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
    executable(program, TELL.formatted(name));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return java;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private Ran run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(home.resolve("bin/inlet").toString()));
    command.addAll(List.of(words));
    return Ran.in(folder, variables, command);
  }

  private static void isRunBy(String java, Ran ran) {
    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.text().startsWith(java + " "), ran::toString);
  }

  @Test
  void javaThatIsNamedIsTaken() throws Exception {
    variables.put("JAVA_HOME", java("other", "25").toString());
    variables.put("INLET_JAVA_HOME", java("named", "25.0.1").toString());

    isRunBy("named", run("serve"));
  }

  @Test
  void olderOneThatIsNamedIsRefusedAndNoneElseIsTaken() throws Exception {
    Path old = java("old", "21.0.2");
    variables.put("JAVA_HOME", java("other", "25").toString());
    variables.put("INLET_JAVA_HOME", old.toString());

    Ran ran = run("serve");

    assertEquals(1, ran.code());
    assertEquals(
        "inlet: there is no Java 25 or later in INLET_JAVA_HOME, %s\n".formatted(old), ran.text());
  }

  @Test
  void newEnoughOneIsFoundBehindOlderOnes() throws Exception {
    variables.put("JAVA_HOME", java("old", "17.0.15").toString());
    java("jvm/older", "1.8.0_412");
    java("jvm/newer", "26-ea");
    variables.put("INLET_JVM_FOLDERS", folder.resolve("jvm") + "/*");

    isRunBy("jvm/newer", run("serve"));
  }

  @Test
  void javaOnThePathIsFoundThroughItsLink() throws Exception {
    Files.createSymbolicLink(folder.resolve("bin/java"), java("linked", "25").resolve("bin/java"));

    isRunBy("linked", run("serve"));
  }

  @Test
  void whereThereIsNoneItIsSaid() throws Exception {
    Ran ran = run("serve");

    assertEquals(1, ran.code());
    assertTrue(ran.text().startsWith("inlet: Java 25 or later is missing: install one"), ran::text);
    assertTrue(ran.text().contains("set INLET_JAVA_HOME"), ran::text);
  }

  @Test
  void serverHasItsMemoryAndWritesACacheWhereThereIsNone() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_MEMORY", "2g");

    Ran ran = run("serve", "-inlet.answer=accepted");

    assertTrue(ran.text().contains(" -Xmx2g "), ran::text);
    assertTrue(ran.text().contains("-XX:+ExitOnOutOfMemoryError"), ran::text);
    assertTrue(ran.text().contains("-XX:AOTCacheOutput=" + home + "/cache/inlet.aot"), ran::text);
    assertTrue(ran.text().contains("/lib/inlet.jar serve -inlet.answer=accepted\n"), ran::text);
  }

  @Test
  void cacheIsReadThatIsNewerThanTheJar() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    Path cache = Files.createDirectory(home.resolve("cache")).resolve("inlet.aot");
    Files.writeString(cache, "cache");
    assertTrue(home.resolve("lib/inlet.jar").toFile().setLastModified(1_000_000));

    assertTrue(run("serve").text().contains("-XX:AOTCache=" + cache));
    assertTrue(run("account", "list").text().contains("-XX:AOTCache=" + cache));
    assertTrue(cache.toFile().setLastModified(0));
    assertFalse(run("serve").text().contains("-XX:AOTCache="));
  }

  @Test
  void cacheOfAnotherJarIsMadeAnew() throws Exception {
    variables.put("JAVA_HOME", java("jdk", "25").toString());
    Path cache = home.resolve("cache/inlet.aot");
    run("serve"); // says what the cache is of that it would write
    Files.writeString(cache, "classes");
    assertTrue(run("serve").text().contains("-XX:AOTCache=" + cache));
    Files.writeString(home.resolve("cache/inlet.aot.of"), "another\n");
    assertTrue(run("serve").text().contains("-XX:AOTCacheOutput=" + cache));
  }

  @Test
  void processThatIsNoInletIsNotStopped() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    variables.put("INLET_DATA_DIR", data.toString());
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(data.resolve("inlet.pid"), stranger.pid() + "\n");
      Ran ran = run("stop");
      assertEquals(1, ran.code(), ran::text);
      assertTrue(ran.text().contains("none runs"), ran::text);
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void partOfTheMachinesMemoryMayBeSaid() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_MEMORY", "75%");

    assertTrue(run("serve").text().contains(" -XX:MaxRAMPercentage=75 "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"255m", "0m", "262143k", "512K", "0g"})
  void tooLittleMemoryIsRefused(String memory) throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_MEMORY", memory);

    Ran ran = run("serve");

    assertEquals(1, ran.code(), ran::text);
    assertEquals(
        "inlet: INLET_MEMORY must be 256m or more; it is \"%s\"\n".formatted(memory), ran.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "101%", "750%"})
  void partOfTheMemoryThatIsNoneIsRefused(String memory) throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_MEMORY", memory);

    Ran ran = run("serve");

    assertEquals(1, ran.code(), ran::text);
    assertEquals(
        "inlet: INLET_MEMORY must be 1%% to 100%%; it is \"%s\"\n".formatted(memory), ran.text());
  }

  @Test
  void memoryMayBeSaidInKilobytes() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_MEMORY", "262144k");

    assertTrue(run("serve").text().contains(" -Xmx262144k "));
  }

  /** Java takes one only, and a cache that was written with it. */
  @Test
  void anotherCollectorTakesThePlaceOfTheUsualOne() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_JAVA_OPTIONS", "-Xss1m -XX:+UseZGC");

    Ran other = run("serve");
    assertTrue(other.text().contains(" -Xss1m -XX:+UseZGC -jar "), other::text);
    assertFalse(other.text().contains("UseG1GC"), other::text);
    assertFalse(other.text().contains("AOTCache"), other::text);
    variables.put("INLET_JAVA_OPTIONS", "-XX:+UseG1GC -XX:+UseStringDeduplication");
    Ran same = run("serve");
    assertTrue(same.text().contains("AOTCacheOutput"), same::text);
  }

  @Test
  void optionsOfTheServerWinAndAreNotForCommandsButForProperties() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_JAVA_OPTIONS", "-Xms1g -Xmx1g -XX:+UseZGC -Djavax.net.debug=ssl");

    Ran server = run("serve");
    assertTrue(
        server.text().indexOf(" -Xmx1g ") > server.text().indexOf(" -Xmx512m "), server::text);
    Ran command = run("check");
    assertTrue(command.text().contains(" -Djavax.net.debug=ssl -jar "), command::text);
    for (String option : List.of("1g", "ZGC")) {
      assertFalse(command.text().contains(option), command::text);
    }
  }

  @Test
  void startThatFailsPrintsItsLogAndLeavesNone() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("inlet.log"), "of one that runs");
    variables.put("INLET_DATA_DIR", data.toString());
    linkWhatStartsInTheBackground();

    Ran ran = run("start");

    assertEquals(1, ran.code(), ran::text);
    assertTrue(ran.text().contains("inlet: Java 25 or later is missing"), ran::text);
    assertTrue(ran.text().endsWith("inlet: it does not start\n"), ran::text);
    try (Stream<Path> left = Files.list(data)) {
      assertEquals(List.of(data.resolve("inlet.log")), left.toList());
    }
    assertEquals("of one that runs", Files.readString(data.resolve("inlet.log")));
  }

  /** It would be of the few classes that were loaded by then, and later starts would take it. */
  @Test
  void startThatFailsLeavesNoCacheOfClassesButOneThatWasThere() throws Exception {
    Path java = java("java", "25");
    executable(
        java.resolve("bin/java"),
        """
        #!/bin/sh
        for option; do
          case $option in
            -XX:AOTCacheOutput=*) echo classes >"${option#*=}" ;;
          esac
        done
        exit 1
        """);
    variables.put("JAVA_HOME", java.toString());
    variables.put("INLET_DATA_DIR", folder.resolve("data").toString());
    linkWhatStartsInTheBackground();
    Path cache = home.resolve("cache/inlet.aot");

    assertEquals(1, run("start").code());
    assertFalse(Files.exists(cache));

    Files.writeString(cache, "of a server");
    assertEquals(1, run("start").code());
    assertTrue(Files.exists(cache));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots", "512", "m", "-1g", "2 g", "75%%", "9999999999m"})
  void otherMemoryIsRefused(String memory) throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    variables.put("INLET_MEMORY", memory);

    Ran ran = run("serve");

    assertEquals(1, ran.code(), ran::text);
    assertEquals(
        "inlet: INLET_MEMORY must be such as 512m, 2g or 75%%; it is \"%s\"\n".formatted(memory),
        ran.text());
  }

  @Test
  void fileOfSettingsIsReadBehindTheEnvironment() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    Path file = home.resolve("conf/inlet.env");
    Files.writeString(
        file, "# a remark\n\nMICRONAUT_SERVER_PORT=\"9 $(echo 9)\"\nINLET_MEMORY=300m");

    Ran read = run("serve");
    variables.put("MICRONAUT_SERVER_PORT", "7");
    Ran set = run("serve");

    assertTrue(read.text().contains(" -Xmx300m "), read::text);
    assertTrue(read.text().endsWith("port 9 $(echo 9)\n"), read::text);
    assertTrue(set.text().endsWith("port 7\n"), set::text);
  }

  @Test
  void fileOfSettingsThatIsNamedAndNotThereIsTold() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    Path file = folder.resolve("own.env");
    variables.put("INLET_CONF", file.toString());

    Ran missing = run("serve");
    variables.put("INLET_CONF", folder.toString());
    Ran noFile = run("serve");
    variables.put("INLET_CONF", file.toString());
    Files.writeString(file, "MICRONAUT_SERVER_PORT=9\n");
    Ran there = run("serve");

    assertEquals(1, missing.code(), missing::text);
    assertEquals(
        "inlet: INLET_CONF must name a file; there is none, or not for this user, at \"%s\"\n"
            .formatted(file),
        missing.text());
    assertEquals(1, noFile.code(), noFile::text);
    assertTrue(there.text().endsWith("port 9\n"), there::text);
  }

  /** As a container does where nothing is mounted. */
  @Test
  void usualFileOfSettingsMayBeMissingAndSoMayItsFolder() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    Files.delete(home.resolve("conf"));
    isRunBy("java", run("serve"));
    Files.createSymbolicLink(home.resolve("conf"), folder.resolve("etc/inlet"));
    isRunBy("java", run("serve"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no value", "A-B=1", "=1", "1A=1", "A;B=1"})
  void lineThatSetsNothingIsRefused(String line) throws Exception {
    Files.writeString(home.resolve("conf/inlet.env"), line + "\n");

    assertEquals(1, run("serve").code());
  }

  @Test
  void itIsFoundThroughLinks() throws Exception {
    variables.put("JAVA_HOME", java("java", "25").toString());
    Path link = Files.createSymbolicLink(folder.resolve("inlet"), Path.of("inlet home/bin/inlet"));

    isRunBy("java", Ran.in(folder, variables, List.of(link.toString(), "check")));
  }
}
