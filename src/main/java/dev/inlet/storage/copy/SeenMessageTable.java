package dev.inlet.storage.copy;

import dev.inlet.process.MessageKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The newest messages that were processed. On H2 those of a batch are one row, each with its place
 * in the journal; on PostgreSQL each has a row of its own.
 */
record SeenMessageTable(SourceTable packed) implements SourceTable {
  static final String NAME = "seen_message";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Column> columns() {
    return packed.columns();
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.empty();
  }

  @Override
  public void read(Reader reader) throws SQLException, IOException {
    packed.read(
        row -> {
          if (!(row[1] instanceof byte[] keys) || keys.length == MessageKey.BYTES) {
            reader.take(row);
            return;
          }
          ByteBuffer left = ByteBuffer.wrap(keys);
          while (left.hasRemaining()) {
            var key = new byte[MessageKey.BYTES];
            left.get(key);
            reader.take(new Object[] {left.getLong(), key});
          }
        });
  }
}
