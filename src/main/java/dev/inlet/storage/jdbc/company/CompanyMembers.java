package dev.inlet.storage.jdbc.company;

import dev.inlet.contact.Person;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Who belongs to a company, read in the order of an index until there are enough, however many
 * there are: users first, of whom each is one contact, then anonymous ids, many of which may belong
 * to one.
 */
record CompanyMembers(Connection connection, String accountId, String groupId) {
  private static final int AT_ONCE = 500;

  /** How many members are looked at, when they turn out to be few contacts. */
  private static final int MOST = 10_000;

  /** Behind "u:", with which the last members begin. */
  private static final String BEHIND_ALL = "v";

  private static final String MEMBERS =
      "SELECT m.person FROM membership m WHERE m.account_id = ? AND m.group_id = ?"
          + " AND m.person < ?"
          + " ORDER BY m.account_id DESC, m.group_id DESC, m.person DESC LIMIT ?";

  private static final String CONTACTS =
      "SELECT COALESCE(o.person, k.person) AS contact FROM UNNEST(?) AS k (person)"
          + " LEFT JOIN person p ON p.account_id = ? AND p.person = k.person"
          + " LEFT JOIN person_link l ON l.id = p.id LEFT JOIN person o ON o.id = l.owner_id";

  /** As {@link dev.inlet.company.CompanyStore#contactsOf}. */
  List<String> contacts(int limit) throws SQLException {
    var contacts = new TreeSet<String>();
    String before = BEHIND_ALL;
    for (int looked = 0; looked < MOST && contacts.size() < limit; looked += AT_ONCE) {
      List<String> members = members(before);
      if (members.isEmpty()) {
        break;
      }
      contacts.addAll(contacts(members));
      before = members.getLast();
    }
    return contacts.stream().limit(limit).map(key -> Person.fromKey(key).id()).toList();
  }

  private List<String> members(String before) throws SQLException {
    return Database.list(
        connection, MEMBERS, row -> row.getString(1), accountId, groupId, before, AT_ONCE);
  }

  /** The contacts that members are known as now. */
  private Collection<String> contacts(List<String> members) throws SQLException {
    return Database.list(connection, CONTACTS, row -> row.getString("contact"), members, accountId);
  }
}
