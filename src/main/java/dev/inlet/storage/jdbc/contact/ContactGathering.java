package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.ContactEntry;
import dev.inlet.contact.Gathering;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.RegistersText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * Reads all ids of one user to tell how the contact is found, a few at a time. That is needed when
 * an id left the user that had said what it was found by, and for what an older release has
 * written; so it is rare.
 */
final class ContactGathering {
  private static final int READ_AT_ONCE = 1_000;

  private final Connection connection;
  private final LoadBudget budget;
  private final long id;

  ContactGathering(Connection connection, LoadBudget budget, long id) {
    this.connection = connection;
    this.budget = budget;
    this.id = id;
  }

  /**
   * @param own the user's own state; those of its linked ids, and the links, are stored
   */
  ContactEntry gather(PersonState own) throws SQLException {
    var gathering = new Gathering(own);
    addIds(gathering);
    addFields(gathering);
    return gathering.entry();
  }

  private void addIds(Gathering gathering) throws SQLException {
    read(
        "SELECT p.person FROM person_link l JOIN person p ON p.id = l.id WHERE l.owner_id = ?",
        row -> gathering.addId(Person.fromKey(row.getString("person")).id()));
  }

  private void addFields(Gathering gathering) throws SQLException {
    var piece = new Piece(gathering);
    read(
        "SELECT l.id, OCTET_LENGTH(s.fields) AS bytes FROM person_link l"
            + " JOIN person_state s ON s.id = l.id"
            + " WHERE l.owner_id = ? AND s.first_identified IS NOT NULL",
        row -> {
          piece.add(row.getLong("id"), row.getLong("bytes"));
          return true;
        });
    piece.load();
  }

  /** Reads one row; false when no more are needed. */
  @FunctionalInterface
  private interface Reader {
    boolean read(ResultSet row) throws SQLException;
  }

  /** Reads rows that are small. PostgreSQL sends some at a time, H2 has them in a file. */
  private void read(String sql, Reader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(READ_AT_ONCE);
      statement.setLong(1, id);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next() && reader.read(found)) {
          // It was read.
        }
      }
    }
  }

  /** Some ids whose fields may be loaded together. */
  private final class Piece {
    private final Gathering gathering;
    private LoadBudget.Load<Long> load = budget.load();

    Piece(Gathering gathering) {
      this.gathering = gathering;
    }

    void add(long linkedId, long bytes) throws SQLException {
      Map<Long, Long> one = Map.of(linkedId, bytes);
      if (load.keys().size() == READ_AT_ONCE || !load.takes(one, 0)) {
        load();
        load.takes(one, 0);
      }
    }

    void load() throws SQLException {
      if (load.keys().isEmpty()) {
        return;
      }
      Database.list(
              connection,
              "SELECT s.fields FROM UNNEST(?) AS k (id) JOIN person_state s ON s.id = k.id",
              row -> RegistersText.read(row.getString("fields")),
              load.keys())
          .forEach(gathering::addFields);
      load = budget.load();
    }
  }
}
