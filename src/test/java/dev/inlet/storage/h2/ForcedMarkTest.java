package dev.inlet.storage.h2;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class ForcedMarkTest {
  private static final Path DATABASE = Path.of("inlet.mv.db");

  @TempDir Path journal;
  private ForcedMark forced;

  @BeforeEach
  void create() {
    forced = ForcedMark.in(journal);
  }

  @Test
  void databaseThatWasProcessedFurtherIsRefusedWithWhatToDo() throws IOException {
    forced.note(7);
    forced.note(1_200);

    String sentence =
        assertThrows(IllegalStateException.class, () -> forced.refuseOlder(DATABASE, 1_199))
            .getMessage();
    assertEquals(
        "inlet.mv.db is damaged, or older than the journal: it knows of calls up to 1199, and was"
            + " processed up to 1200. Restore both from one backup; to go on with what there is,"
            + " delete "
            + forced.file(),
        sentence);
  }

  @Test
  void databaseThatIsAsFarOrFurtherIsTaken() throws IOException {
    forced.note(1_200);
    assertDoesNotThrow(() -> forced.refuseOlder(DATABASE, 1_200));
    assertDoesNotThrow(() -> forced.refuseOlder(DATABASE, Long.MAX_VALUE));
  }

  @Test
  void withoutANoteAnyDatabaseIsTaken() {
    assertDoesNotThrow(() -> forced.refuseOlder(DATABASE, 0));
  }

  /** As after a power cut. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 18, 19, 20, 28})
  void noteThatIsCutOffIsNone(int length) throws IOException {
    forced.note(Long.MAX_VALUE);
    byte[] whole = Files.readAllBytes(forced.file());
    Files.write(forced.file(), Arrays.copyOf(whole, length));
    assertDoesNotThrow(() -> forced.refuseOlder(DATABASE, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 18, 19, 20, 27, 28})
  void noteWithAnotherByteIsNone(int place) throws IOException {
    forced.note(1_200);
    byte[] bytes = Files.readAllBytes(forced.file());
    bytes[place] ^= 1;
    Files.write(forced.file(), bytes);
    assertDoesNotThrow(() -> forced.refuseOlder(DATABASE, 0));
  }
}
