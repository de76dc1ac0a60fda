package dev.inlet.storage.file;

import static dev.inlet.storage.file.SomeCalls.NOON;
import static dev.inlet.storage.file.SomeCalls.calls;
import static dev.inlet.storage.file.SomeCalls.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.storage.file.JournalSnapshot.PinnedFile;
import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class JournalSnapshotTest {
  private static final SegmentLimits SMALL =
      new SegmentLimits(2_500, Duration.ofDays(1), 1_000, 4_096);

  @TempDir private Path folder;

  private Path journal() {
    return folder.resolve("journal");
  }

  private SegmentedLog open() {
    return new SegmentedLog(new NioDisk(), journal(), SMALL);
  }

  private static void fill(SegmentedLog log) {
    for (int frame = 0; frame < 10; frame++) {
      log.append(calls((int) log.last() + 1, 10));
    }
  }

  /** What a start finds in a folder of the snapshot's files. */
  private List<String> restored(JournalSnapshot snapshot) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (PinnedFile file : snapshot.files()) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.length() + 1_000);
      file.read(bytes, 0);
      assertEquals(file.length(), bytes.position());
      Files.write(copy.resolve(file.name()), Arrays.copyOf(bytes.array(), bytes.position()));
    }
    try (SegmentedLog log = new SegmentedLog(new NioDisk(), copy, SMALL)) {
      assertEquals(snapshot.last(), log.last());
      assertEquals(snapshot.first(), log.first());
      return messages(log);
    }
  }

  @Test
  void itStaysAsItWasWhateverBecomesOfTheJournal() throws IOException {
    try (SegmentedLog log = open()) {
      fill(log);
      List<String> then = messages(log);
      try (JournalSnapshot snapshot = log.snapshotAfter(() -> {})) {
        fill(log);
        log.rewrite(new TreeSet<>(List.of(1L, 50L, 99L, 100L)), body -> null);
        assertTrue(log.purge(NOON.plus(Duration.ofDays(1)), 200) > 0);

        assertEquals(100, snapshot.last());
        assertEquals(then, restored(snapshot));
      }
    }
  }

  @Test
  void whatIsAppendedWhileTheDatabaseIsCopiedIsInIt() throws IOException {
    try (SegmentedLog log = open();
        JournalSnapshot snapshot = log.snapshotAfter(() -> fill(log))) {
      assertEquals(100, snapshot.last());
      assertEquals(messages(log), restored(snapshot));
    }
  }

  @Test
  void ofFilesAtRestTheTornEndIsLeftOut() throws IOException {
    List<String> then;
    try (SegmentedLog log = open()) {
      fill(log);
      then = messages(log);
    }
    Path last = journal().resolve(new NioDisk().list(journal()).getLast());
    Files.write(last, new byte[] {0, 0, 7, 7, 7}, StandardOpenOption.APPEND);

    try (JournalSnapshot snapshot = JournalSnapshot.of(journal())) {
      assertEquals(then, restored(snapshot));
    }
  }

  @Test
  void aGapIsRefused() throws IOException {
    try (SegmentedLog log = open()) {
      fill(log);
    }
    Files.delete(journal().resolve(new NioDisk().list(journal()).get(1)));

    assertThrows(JournalDamaged.class, () -> JournalSnapshot.of(journal()));
  }
}
