package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.command.LogLevels;
import dev.inlet.command.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is backed up while calls are sent, and restored elsewhere. */
@NullUnmarked
@ExtendWith(LogLevels.class)
class BackupIT {
  private static final String ACCOUNT = "acme";
  private static final int BEFORE = Extent.of(200, 10_000);
  private static final int LARGE = 256 << 20;

  /** What was acknowledged before the backup was begun, and all that was sent. */
  private static final Set<String> PEOPLE_BEFORE = new HashSet<>();

  private static final Set<String> EVENTS_BEFORE = new HashSet<>();
  private static final AtomicLong SENT = new AtomicLong();

  /** The contacts as the first server shows them, by their ids. */
  private static final Map<String, JsonNode> CONTACTS = new TreeMap<>();

  private static Path original;
  private static Path archive;

  @TempDir Path folder;

  @BeforeAll
  static void backUpUnderLoad(@TempDir Path place) {
    original = place.resolve("data");
    archive = place.resolve("backup.zip");
    try (RunningInlet inlet = RunningInlet.in(original).start()) {
      String key = inlet.newKey(ACCOUNT);
      try (var load = new Load(inlet.publicPort(), key, 4, SENT, Duration.ofMillis(2))) {
        Eventually.become(
            "calls are answered", Duration.ofMinutes(5), () -> load.answers().size() >= BEFORE);
        PEOPLE_BEFORE.addAll(load.acknowledged(true));
        EVENTS_BEFORE.addAll(load.acknowledged(false));
        Shell.Ended ended = shell(original, inlet.consolePort()).run("backup", archive.toString());
        assertEquals(0, ended.code(), ended::toString);
        assertTrue(ended.text().startsWith("Backed up to "), ended::toString);
        int soFar = load.answers().size();
        Eventually.become("more are answered", () -> load.answers().size() > soFar);
      }
      awaitProcessed(inlet);
      CONTACTS.putAll(contacts(inlet));
    }
  }

  private static Shell shell(Path data, int consolePort) {
    return new Shell(
        Map.of(
            "INLET_DATA_DIR", data.toString(),
            "INLET_CONSOLE_PORT", Integer.toString(consolePort),
            "INLET_ADMIN_PASSWORD", RunningInlet.ADMIN_PASSWORD));
  }

  /** Where no server is. */
  private static Shell.Ended run(Path data, String... words) {
    return shell(data, FreePort.take()).run(words);
  }

  private static String refused(Path data, String... words) {
    Shell.Ended ended = run(data, words);
    assertEquals(1, ended.code(), ended::toString);
    assertEquals(List.of(), ended.out());
    assertEquals(1, ended.err().size(), ended::toString);
    return ended.err().getFirst();
  }

  private static void awaitProcessed(RunningInlet inlet) {
    inlet.await("/prometheus", answer -> answer.body().contains("\ninlet_processor_lag 0.0"));
  }

  private static Map<String, JsonNode> contacts(RunningInlet inlet) {
    return inlet.all(ACCOUNT, "contacts").stream()
        .collect(Collectors.toMap(contact -> contact.get("userId").asText(), contact -> contact));
  }

  private static void holdsTheBackup(Path data) {
    try (RunningInlet inlet = RunningInlet.in(data).start()) {
      awaitProcessed(inlet);
      Map<String, JsonNode> people = contacts(inlet);
      assertTrue(people.keySet().containsAll(PEOPLE_BEFORE), people.keySet()::toString);
      people.forEach((id, contact) -> assertEquals(CONTACTS.get(id), contact));
      List<String> events =
          inlet.all(ACCOUNT, "events").stream()
              .map(event -> event.get("messageId").asText())
              .toList();
      assertEquals(events.size(), Set.copyOf(events).size());
      assertTrue(events.containsAll(EVENTS_BEFORE), events::toString);
      for (String event : events) {
        long number = Long.parseLong(event.substring(1));
        assertTrue(number <= SENT.get() && number % 8 != 0, event);
      }
    }
  }

  @Test
  void everyCallAcknowledgedBeforeIsRestoredOnce() throws Exception {
    Path data = folder.resolve("elsewhere");

    Shell.Ended ended = run(data, "restore", archive.toString());

    assertEquals(0, ended.code(), ended::toString);
    assertEquals(Set.of("inlet.mv.db", "inlet-journal"), names(data));
    assertEquals(Set.of("rwx------", "rw-------"), Permissions.below(data));
    Files.createDirectory(data.resolve("inlet-backup"));
    Files.writeString(data.resolve("inlet-backup/copy.mv.db"), "left by a crash");
    holdsTheBackup(data);
    assertFalse(Files.exists(data.resolve("inlet-backup")));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)));
  }

  @Test
  void stoppedFilesAreBackedUpToo() throws Exception {
    Path data = folder.resolve("first");
    Path again = folder.resolve("again.zip");
    assertEquals(0, run(data, "restore", archive.toString()).code());

    Shell.Ended backup = run(data, "backup", again.toString(), "--json");
    Shell.Ended restore = run(folder.resolve("second"), "restore", again.toString(), "--json");

    assertEquals(0, backup.code(), backup::toString);
    assertEquals(backup.out(), restore.out());
    assertEquals(Set.of("inlet.mv.db", "inlet-journal"), names(data));
    holdsTheBackup(folder.resolve("second"));
  }

  private static Set<String> names(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void fileThatIsThereIsNotReplaced() throws Exception {
    Path there = Files.writeString(folder.resolve("there.zip"), "mine");

    assertTrue(refused(original, "backup", there.toString()).contains("is there already"));
    assertEquals("mine", Files.readString(there));
  }

  @Test
  void withoutDataThereIsNothingToBackUp() throws Exception {
    assertTrue(
        refused(folder.resolve("none"), "backup", folder.resolve("a.zip").toString())
            .contains("nothing to back up"));
    assertEquals(Set.of(), names(folder));
  }

  @Test
  void serverThatWasNamedMustBeThere() throws Exception {
    String said =
        refused(
            original,
            "backup",
            folder.resolve("a.zip").toString(),
            "--address",
            "http://localhost:" + FreePort.take());

    assertTrue(said.contains("no Inlet answers"), said);
    assertEquals(Set.of(), names(folder));
  }

  @Test
  void wrongPasswordIsRefused() throws Exception {
    try (RunningInlet inlet = RunningInlet.in(folder.resolve("data")).start()) {
      Shell.Ended ended =
          shell(original, inlet.consolePort())
              .run("backup", folder.resolve("a.zip").toString(), "--token", "wrong");

      assertEquals(1, ended.code());
      assertTrue(ended.err().getFirst().contains("password is wrong"), ended::toString);
      assertEquals(Set.of("data"), names(folder));
    }
  }

  @Test
  void damagedArchiveIsRefusedAndNothingIsLeft() throws Exception {
    byte[] whole = Files.readAllBytes(archive);
    byte[] bent = whole.clone();
    bent[whole.length / 3] ^= 1;
    var damaged = new ArrayList<Path>();
    damaged.add(Files.write(folder.resolve("bent.zip"), bent));
    damaged.add(Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2)));
    damaged.add(Files.writeString(folder.resolve("text.zip"), "no backup"));
    damaged.add(changed("other.zip", manifest -> manifest.replace("\"mark\":", "\"mork\":")));
    damaged.add(
        changed("digest.zip", manifest -> manifest.replaceFirst("(?<=sha256\":\")..", "x")));
    damaged.add(folder.resolve("missing.zip"));

    for (Path file : damaged) {
      Path data = folder.resolve("data");
      String said = refused(data, "restore", file.toString());

      assertTrue(said.contains(file.toString()), said);
      assertFalse(Files.exists(data), said);
    }
  }

  @Test
  void archiveOfANewerVersionIsRefused() throws Exception {
    Path newer =
        changed(
            "newer.zip",
            manifest ->
                manifest
                    .replace("\"format\":1", "\"format\":2")
                    .replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"99.0.0\""));

    String said = refused(folder.resolve("data"), "restore", newer.toString());

    assertTrue(said.contains("was made by Inlet 99.0.0"), said);
    assertFalse(Files.exists(folder.resolve("data")));
  }

  /** The archive with another manifest. */
  private Path changed(String name, UnaryOperator<String> change) throws IOException {
    Path changed = folder.resolve(name);
    try (var from = new ZipFile(archive.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry : from.stream().toList()) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(
            entry.getName().equals("manifest.json")
                ? change.apply(new String(bytes, UTF_8)).getBytes(UTF_8)
                : bytes);
      }
    }
    return changed;
  }

  @Test
  void folderThatIsUsedIsLeftAsItIs() throws Exception {
    String used = refused(original, "restore", archive.toString());
    assertTrue(used.contains("is not empty"), used);
    holdsTheBackup(original);

    Files.writeString(folder.resolve("mine"), "mine");
    assertTrue(refused(folder, "restore", archive.toString()).contains("is not empty"));
    assertEquals(Set.of("mine"), names(folder));
  }

  @Test
  void restoreThatWasKilledIsBegunAnew() throws Exception {
    Path data = folder.resolve("data");
    Process restore = restore(data, large());
    Eventually.become(
        "it is unpacking", () -> Files.exists(data.resolve("inlet-restoring/inlet.mv.db")));
    restore.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    assertEquals(Set.of("inlet-restoring"), names(data));

    RuntimeException start =
        assertThrows(RuntimeException.class, () -> RunningInlet.in(data).start());
    assertTrue(causes(start).contains("is not restored to the end"), causes(start));

    Shell.Ended check = run(data, "check");
    assertEquals(1, check.code());
    assertTrue(check.text().contains("is not restored to the end"), check::toString);

    Shell.Ended again = run(data, "restore", archive.toString());
    assertEquals(0, again.code(), again::toString);
    assertEquals(new TreeSet<>(Set.of("inlet-journal", "inlet.mv.db")), new TreeSet<>(names(data)));
    holdsTheBackup(data);
  }

  /** As when it was killed just before its end; but no file of somebody else's. */
  @Test
  void whatAKilledRestoreHasMovedAlreadyIsReplaced() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(data.resolve("inlet-restoring"));
    Files.createDirectory(data.resolve("inlet-journal"));
    Files.writeString(data.resolve("inlet-journal/00000000000000000009.calls"), "of another");
    Files.writeString(data.resolve("inlet.mv.db"), "of another");
    Files.writeString(data.resolve("mine"), "mine");
    assertTrue(
        refused(data, "backup", folder.resolve("a.zip").toString())
            .contains("is not restored to the end"));
    assertTrue(refused(data, "restore", archive.toString()).contains("is not empty"));
    Files.delete(data.resolve("mine"));

    assertEquals(0, run(data, "restore", archive.toString()).code());

    assertEquals(Set.of("inlet-journal", "inlet.mv.db"), names(data));
    assertEquals(Set.of("00000000000000000001.calls"), names(data.resolve("inlet-journal")));
  }

  private static String causes(Throwable failure) {
    return Stream.iterate(failure, one -> one != null, Throwable::getCause)
        .map(String::valueOf)
        .collect(Collectors.joining("; "));
  }

  /** One that takes a while to be unpacked. */
  private Path large() throws IOException {
    Path large = folder.resolve("large.zip");
    try (var to = new ZipOutputStream(Files.newOutputStream(large))) {
      to.setLevel(1);
      to.putNextEntry(new ZipEntry("inlet.mv.db"));
      for (int i = 0; i < LARGE >> 20; i++) {
        to.write(new byte[1 << 20]);
      }
      to.putNextEntry(new ZipEntry("manifest.json"));
      to.write(
          ("{\"kind\":\"inlet-backup\",\"format\":1,\"version\":\"0.1.0\","
                  + "\"takenAt\":\"2026-03-01T12:00:00Z\",\"mark\":0,\"journalEnd\":0,"
                  + "\"files\":[{\"name\":\"inlet.mv.db\",\"length\":%d,\"sha256\":\"\"}]}")
              .formatted(LARGE)
              .getBytes(UTF_8));
    }
    return large;
  }

  private Process restore(Path data, Path file) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
    command.addAll(BuiltJar.program());
    command.addAll(List.of("restore", file.toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("INLET_DATA_DIR", data.toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("restore.log").toFile())
        .start();
  }

  @Test
  void postgresqlHasItsOwn() {
    Map<String, Object> place = DatabaseKind.POSTGRESQL.fresh(folder);
    var variables = new HashMap<String, String>();
    place.forEach(
        (name, value) ->
            variables.put(
                name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                value.toString()));
    variables.put("INLET_CONSOLE_PORT", Integer.toString(FreePort.take()));

    for (String word : List.of("backup", "restore")) {
      Shell.Ended ended = new Shell(variables).run(word, folder.resolve("a.zip").toString());
      assertEquals(1, ended.code(), ended::toString);
      assertTrue(ended.err().getFirst().contains("use pg_dump or pg_basebackup"), ended::toString);
    }
    try (RunningInlet inlet = RunningInlet.in(folder).with(place).start()) {
      Answer answer = inlet.admin("POST", "/api/backup");
      assertEquals(409, answer.status(), answer::toString);
      assertTrue(answer.body().contains("pg_dump"), answer::body);
    }
  }
}
