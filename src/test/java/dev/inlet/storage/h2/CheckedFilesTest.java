package dev.inlet.storage.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedFilesTest {
  private static final int BLOCK = 4_096;

  @TempDir Path folder;
  private Path left;

  /** Two chunks of several blocks each, as a crash leaves them. */
  @BeforeEach
  void write() throws SQLException, IOException {
    Path live = folder.resolve("live");
    left = folder.resolve("left.mv.db");
    try (Connection connection = open(CheckedFiles.path(live.toString()));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (n INTEGER, text VARCHAR)");
      for (int n = 1; n <= 2; n++) {
        statement.execute("INSERT INTO t VALUES (%d, REPEAT('x', 20000))".formatted(n));
        statement.execute("CHECKPOINT SYNC");
      }
      Files.copy(folder.resolve("live.mv.db"), left);
    }
  }

  @Test
  void aWholeFileIsReadToItsEnd() throws SQLException {
    assertEquals(2, rows(CheckedFiles.path(folder.resolve("left").toString())));
  }

  @Test
  void aChunkThatIsTornInTheMiddleIsAsIfItHadNotBeenWritten() throws Exception {
    tearTheLastChunk();
    assertEquals(1, rows(CheckedFiles.path(folder.resolve("left").toString())));
  }

  @Test
  void theFormatIsStillThatOfH2() throws SQLException {
    assertEquals(2, rows(folder.resolve("left").toString()));
  }

  @Test
  void aFileWrittenWithoutChecksumsIsRead() throws SQLException {
    String file = folder.resolve("plain").toString();
    try (Connection connection = open(file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (n INTEGER, text VARCHAR)");
      statement.execute("INSERT INTO t VALUES (1, 'x')");
    }
    assertEquals(1, rows(CheckedFiles.path(file)));
  }

  /** Blanks a block that is neither the first nor the last of the newest chunk. */
  private void tearTheLastChunk() throws IOException {
    try (var file = new RandomAccessFile(left.toFile(), "rw")) {
      var footer = new byte[ChunkFooter.LENGTH];
      file.seek(file.length() - footer.length);
      file.readFully(footer);
      ChunkFooter read = ChunkFooter.read(java.nio.ByteBuffer.wrap(footer));
      assertTrue(read != null && read.blocks() > 2, "a chunk of several blocks ends the file");
      file.seek(file.length() - 2 * BLOCK);
      file.write(new byte[BLOCK]);
    }
  }

  private static Connection open(String file) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:file:" + file + ";WRITE_DELAY=0", "sa", "");
  }

  private static int rows(String file) throws SQLException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*), MIN(LENGTH(text)) FROM t")) {
      assertTrue(rows.next());
      assertFalse(rows.getInt(2) < 1);
      return rows.getInt(1);
    }
  }
}
