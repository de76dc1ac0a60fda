package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H2's file is cut off, overwritten or older than the journal beside it: H2 would open what it once
 * was, or make a new one, and those who send would be told that their key is unknown.
 */
@NullUnmarked
class DamagedDatabaseIT {
  private static final int CALLS = 50;

  @TempDir private static Path whole;
  private static String key;

  /** As it was when it knew of no call. */
  private static Path before;

  private Path data;
  private Path database;
  private Path note;

  @BeforeAll
  static void fill(@TempDir Path folder) throws IOException {
    before = folder.resolve("before");
    try (RunningInlet inlet = RunningInlet.in(whole).start()) {
      key = inlet.newKey("acme");
    }
    FolderCopy.make(whole, before);
    try (RunningInlet inlet = RunningInlet.in(whole).start()) {
      for (int i = 0; i < CALLS; i++) {
        String call =
            "{\"type\":\"identify\",\"userId\":\"u%d\",\"messageId\":\"m%d\"}".formatted(i, i);
        assertEquals(2, inlet.deliver(key, call).status() / 100);
      }
      assertEquals(CALLS, inlet.all("acme", "contacts").size());
    }
  }

  @BeforeEach
  void copyWhole(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    FolderCopy.make(whole, data);
    database = data.resolve("inlet.mv.db");
    note = data.resolve("inlet-journal/processed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4_096, 8_192, 20_000, 60_000})
  void fileThatIsCutOffStopsTheStart(int length) throws IOException {
    try (FileChannel file = FileChannel.open(database, StandardOpenOption.WRITE)) {
      file.truncate(length);
    }
    refused();
  }

  @Test
  void fileThatIsCutOffNearItsEndIsWholeOrStopsTheStart() throws IOException {
    try (FileChannel file = FileChannel.open(database, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 1_000);
    }
    isWholeOrRefused();
  }

  @Test
  void fileThatIsOverwrittenIsWholeOrStopsTheStart() throws IOException {
    byte[] noise = new byte[12 * 4_096];
    new Random(1).nextBytes(noise);
    try (FileChannel file = FileChannel.open(database, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(noise), 5 * 4_096);
    }
    isWholeOrRefused();
  }

  @Test
  void fileOfEarlierStopsTheStartUntilTheOperatorTakesIt() throws IOException {
    Files.copy(before.resolve("inlet.mv.db"), database, StandardCopyOption.REPLACE_EXISTING);
    assertTrue(refused().contains("delete " + note));

    Files.delete(note);

    try (RunningInlet inlet = RunningInlet.in(data).start()) {
      Eventually.become("made again", () -> inlet.all("acme", "contacts").size() == CALLS);
    }
  }

  private void isWholeOrRefused() {
    try (RunningInlet inlet = RunningInlet.in(data).start()) {
      assertEquals(CALLS, inlet.all("acme", "contacts").size());
    } catch (RuntimeException refusal) {
      assertTrue(Causes.message(refusal).contains("estore"), () -> Causes.message(refusal));
    }
  }

  private String refused() {
    String sentence =
        Causes.message(
            assertThrows(RuntimeException.class, () -> RunningInlet.in(data).start().close()));
    assertTrue(sentence.contains(database.getFileName().toString()), sentence);
    assertTrue(sentence.contains("estore"), sentence);
    return sentence;
  }
}
