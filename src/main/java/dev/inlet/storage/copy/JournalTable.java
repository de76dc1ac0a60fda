package dev.inlet.storage.copy;

import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.storage.copy.Column.Kind;
import dev.inlet.storage.file.JournalAtRest;
import dev.inlet.storage.file.JournalSurvey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The calls, with the numbers that they have in the files.
 *
 * @param folder the files
 * @param survey what they hold
 */
record JournalTable(Path folder, JournalSurvey survey) implements SourceTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("seq", Kind.NUMBER),
          new Column("account_id", Kind.TEXT),
          new Column("key_id", Kind.TEXT),
          new Column("sender", Kind.TEXT),
          new Column("type", Kind.TEXT),
          new Column("message_id", Kind.TEXT),
          new Column("stored_at", Kind.TIME),
          new Column("settings", Kind.TEXT),
          new Column("body", Kind.BYTES));

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(survey.calls());
  }

  @Override
  public void read(Reader reader) throws SQLException, IOException {
    new JournalAtRest(folder)
        .<SQLException>read(
            call -> {
              reader.take(row(call));
              return true;
            });
  }

  private static @Nullable Object[] row(Journaled call) {
    JournalEntry entry = call.entry();
    return new @Nullable Object[] {
      call.seq(),
      entry.accountId(),
      entry.keyId(),
      entry.sender().wireName(),
      entry.type().wireName(),
      entry.messageId(),
      entry.storedAt(),
      entry.settings(),
      entry.body()
    };
  }
}
