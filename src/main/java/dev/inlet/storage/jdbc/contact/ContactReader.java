package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactAssembly;
import dev.inlet.contact.PersonState;
import dev.inlet.fault.TooMuch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.Pieces;
import dev.inlet.storage.jdbc.contact.PersonRows.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads contacts with all the ids that are linked to them, of which only some are in memory at a
 * time.
 */
final class ContactReader {
  /** In bytes, of one contact whose ids are all needed at once. */
  private static final long MOST_PARTS = 4 * HeavyRows.MOST_BYTES;

  /** What an id takes beside its traits, in bytes. */
  private static final int ID = 100;

  private static final String BYTES =
      "OCTET_LENGTH(s.traits) + OCTET_LENGTH(s.fields) + %d".formatted(ID);

  private static final String WEIGHTS =
      "SELECT w.id, SUM(w.bytes) FROM (SELECT s.id, "
          + BYTES
          + " AS bytes FROM UNNEST(?) AS k (id) JOIN person_state s ON s.id = k.id"
          + " UNION ALL SELECT l.owner_id, "
          + BYTES
          + " FROM UNNEST(?) AS k (id) JOIN person_link l ON l.owner_id = k.id"
          + " JOIN person_state s ON s.id = l.id) w GROUP BY w.id";

  private static final String LINKED =
      "SELECT l.id, l.owner_id, "
          + BYTES
          + " AS bytes FROM person_link l JOIN person_state s ON s.id = l.id"
          + " WHERE l.owner_id = ANY(?) ORDER BY l.id";

  /** An id that is linked to a user, by the numbers of their rows. */
  private record Linked(long id, long ownerId, long bytes) {}

  private final Connection connection;

  /** Of those that were weighed, by the numbers of their people. */
  private final Map<Long, Long> weighed = new HashMap<>();

  ContactReader(Connection connection) {
    this.connection = connection;
  }

  /** How heavy contacts are, by the numbers of their people, in bytes. */
  Map<Long, Long> weights(Collection<Long> ids) throws SQLException {
    List<Long> others = ids.stream().distinct().filter(id -> !weighed.containsKey(id)).toList();
    for (List<Long> piece : Pieces.of(others)) {
      piece.forEach(id -> weighed.put(id, 0L));
      weighed.putAll(HeavyRows.weights(connection, WEIGHTS, piece, piece));
    }
    return weighed;
  }

  /** The contacts of people by their numbers, in that order; those that are gone are left out. */
  List<Contact> read(List<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, ContactAssembly> contacts = new HashMap<>();
    for (Row own : PersonRows.byId(connection, ids)) {
      contacts.put(own.id(), new ContactAssembly(own.state()));
    }
    if (areLight(ids)) {
      PersonRows.linkedTo(connection, ids)
          .forEach(one -> add(one.row(), contacts.get(one.ownerId())));
    } else {
      addInPortions(linked(ids), contacts);
    }
    return ids.stream()
        .map(contacts::get)
        .filter(Objects::nonNull)
        .map(ContactAssembly::contact)
        .toList();
  }

  private boolean areLight(List<Long> ids) throws SQLException {
    Map<Long, Long> weights = weights(ids);
    long bytes = ids.stream().distinct().mapToLong(id -> weights.getOrDefault(id, 0L)).sum();
    return bytes <= HeavyRows.MOST_BYTES;
  }

  private void addInPortions(List<Linked> linked, Map<Long, ContactAssembly> contacts)
      throws SQLException {
    for (List<Linked> portion : portions(linked)) {
      Map<Long, Long> owners = new HashMap<>();
      portion.forEach(one -> owners.put(one.id(), one.ownerId()));
      for (Row row : PersonRows.byId(connection, owners.keySet())) {
        add(row, contacts.get(owners.get(row.id())));
      }
    }
  }

  private static void add(Row linked, @Nullable ContactAssembly contact) {
    if (contact != null && linked.state().link() != null) {
      contact.add(linked.state());
    }
  }

  /**
   * The state of a person by its number, and of those linked to it.
   *
   * @throws TooMuch when they do not fit into memory together
   */
  List<PersonState> parts(long id) throws SQLException {
    List<Linked> linked = linked(List.of(id));
    if (linked.stream().mapToLong(Linked::bytes).sum() > MOST_PARTS) {
      throw new TooMuch("This contact has been told too much about to explain it all");
    }
    var parts = new ArrayList<PersonState>();
    PersonRows.byId(connection, List.of(id)).forEach(own -> parts.add(own.state()));
    PersonRows.byId(connection, linked.stream().map(Linked::id).toList())
        .forEach(row -> parts.add(row.state()));
    return parts;
  }

  private List<Linked> linked(Collection<Long> ownerIds) throws SQLException {
    return Database.list(
        connection,
        LINKED,
        row -> new Linked(row.getLong("id"), row.getLong("owner_id"), row.getLong("bytes")),
        ownerIds);
  }

  private static List<List<Linked>> portions(List<Linked> linked) {
    var portions = new ArrayList<List<Linked>>();
    long room = 0;
    for (Linked one : linked) {
      room -= one.bytes();
      if (portions.isEmpty() || room < 0) {
        portions.add(new ArrayList<>());
        room = HeavyRows.MOST_BYTES - one.bytes();
      }
      portions.getLast().add(one);
    }
    return portions;
  }
}
