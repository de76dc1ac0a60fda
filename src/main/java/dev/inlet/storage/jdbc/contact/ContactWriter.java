package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.ContactEntry;
import dev.inlet.contact.ContactEntry.Known;
import dev.inlet.contact.ContactEntry.None;
import dev.inlet.contact.ContactEntry.Unsure;
import dev.inlet.contact.Lookup;
import dev.inlet.contact.Person;
import dev.inlet.merge.Registers;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.RegistersText;
import dev.inlet.storage.jdbc.contact.StoredPeople.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how contacts are found: only rows that are new or differ. */
final class ContactWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ContactWriter.class);

  private final String accountId;
  private final Map<Person, Row> stored;
  private final Map<Person, Long> ids;
  private final Batch delete;
  private final Batch update;
  private final Batch insert;
  private final Batch insertLinked;
  private final Batch updateLinked;

  /**
   * @param stored the rows of everyone who was loaded
   * @param ids of everyone there is now
   */
  ContactWriter(
      Connection connection, String accountId, Map<Person, Row> stored, Map<Person, Long> ids) {
    this.accountId = accountId;
    this.stored = stored;
    this.ids = ids;
    delete = new Batch(connection, "DELETE FROM contact WHERE id = ?");
    update =
        new Batch(connection, "UPDATE contact SET email = ?, name = ?, search = ? WHERE id = ?");
    insert =
        new Batch(
            connection,
            "INSERT INTO contact (email, name, search, id, account_id) VALUES (?, ?, ?, ?, ?)");
    insertLinked = new Batch(connection, "INSERT INTO linked_fields (fields, id) VALUES (?, ?)");
    updateLinked = new Batch(connection, "UPDATE linked_fields SET fields = ? WHERE id = ?");
  }

  void add(ContactEntry entry) throws SQLException {
    switch (entry) {
      case Known known -> add(known);
      case None none -> remove(none.person());
      case Unsure unsure -> throw new IllegalArgumentException("it is to be gathered first");
    }
  }

  private void add(Known known) throws SQLException {
    Row row = stored.get(known.person());
    long id = Objects.requireNonNull(ids.get(known.person()));
    Lookup now = known.lookup();
    Lookup before = row == null ? null : row.lookup();
    if (before == null) {
      insert.add(now.email(), now.name(), now.search(), id, accountId);
    } else if (!now.equals(before)) {
      update.add(now.email(), now.name(), now.search(), id);
    }
    if (now.isFull() && (before == null || !before.isFull())) {
      LOG.warn(
          "Contact number {} of account {} has more anonymous ids than it can be searched by",
          id,
          accountId);
    }
    addLinked(known.linked(), row, id);
  }

  private void addLinked(Registers linked, @Nullable Row row, long id) throws SQLException {
    if (row != null && row.hasLinked()) {
      if (!linked.equals(row.linked())) {
        updateLinked.add(RegistersText.write(linked), id);
      }
    } else if (!linked.all().isEmpty()) {
      insertLinked.add(RegistersText.write(linked), id);
    }
  }

  private void remove(Person person) throws SQLException {
    Row row = stored.get(person);
    if (row != null && row.lookup() != null) {
      delete.add(row.id());
    }
  }

  void execute() throws SQLException {
    delete.execute();
    update.execute();
    insert.execute();
    insertLinked.execute();
    updateLinked.execute();
  }
}
