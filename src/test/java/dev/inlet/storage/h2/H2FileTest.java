package dev.inlet.storage.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a compaction, while another process is started on the same folder. */
@NullUnmarked
class H2FileTest {
  @TempDir Path folder;
  private Path database;
  private Path copy;
  private H2File file;
  private FileTime changed;

  @BeforeEach
  void write() throws IOException {
    database = Files.writeString(folder.resolve("inlet.mv.db"), "all there is");
    copy = Files.writeString(folder.resolve("inlet.mv.db.compacting"), "compact");
    file = H2File.at(CheckedFiles.path(folder.resolve("inlet").toString()), 0);
    changed = Files.getLastModifiedTime(database);
  }

  @Test
  void copyTakesThePlaceOfTheFile() throws IOException {
    file.replaceByCopy(changed);

    assertEquals("compact", Files.readString(database));
    assertFalse(Files.exists(copy));
  }

  @Test
  void copyThatTheOtherHasRemovedLeavesTheFileAsItIs() throws IOException {
    file.removeCopy();

    assertThrows(IOException.class, () -> file.replaceByCopy(changed));

    assertEquals("all there is", Files.readString(database));
    assertFalse(Files.exists(copy));
  }

  @Test
  void fileThatTheOtherHasOpenStaysAsItIs() throws IOException {
    try (FileChannel other = FileChannel.open(database, StandardOpenOption.WRITE);
        var lock = other.tryLock()) {
      assertThrows(Exception.class, () -> file.replaceByCopy(changed));
      assertEquals(database.toFile().length(), other.size());
    }
    assertEquals("all there is", Files.readString(database));
  }

  @Test
  void fileThatTheOtherHasWrittenToStaysAsItIs() throws IOException {
    Files.setLastModifiedTime(database, FileTime.fromMillis(changed.toMillis() + 1));

    assertThrows(IOException.class, () -> file.replaceByCopy(changed));

    assertEquals("all there is", Files.readString(database));
  }
}
