package dev.inlet.storage.jdbc.process;

import dev.inlet.process.MessageKey;
import dev.inlet.process.OldMessages;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Digests as rows, found by their key. */
@Singleton
final class JdbcOldMessages implements OldMessages {
  private final Database database;
  private final RecentImports imports;

  JdbcOldMessages(Database database, RecentImports imports) {
    this.database = database;
    this.imports = imports;
  }

  @Override
  public Set<String> accountsImportedLately() {
    return imports.accounts();
  }

  @Override
  public Set<MessageKey> known(Collection<MessageKey> keys) {
    if (keys.isEmpty()) { // an empty array would be one of texts
      return Set.of();
    }
    return database.read(
        connection ->
            new HashSet<>(
                Database.list(
                    connection,
                    "SELECT m.high, m.low FROM UNNEST(?, ?) AS k (high, low)"
                        + " JOIN old_message m ON m.high = k.high AND m.low = k.low",
                    row -> new MessageKey(row.getLong("high"), row.getLong("low")),
                    keys.stream().map(MessageKey::high).toList(),
                    keys.stream().map(MessageKey::low).toList())));
  }

  @Override
  public void remember(Set<MessageKey> keys) {
    database.write(
        connection -> {
          var insert = new Batch(connection, "INSERT INTO old_message (high, low) VALUES (?, ?)");
          for (MessageKey key : keys) {
            insert.add(key.high(), key.low());
          }
          return insert.execute();
        });
  }
}
