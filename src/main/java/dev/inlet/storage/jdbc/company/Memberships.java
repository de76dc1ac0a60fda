package dev.inlet.storage.jdbc.company;

import dev.inlet.company.CompanyStore.Member;
import dev.inlet.contact.Person;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who belongs to the companies of an account, apart from what is said of these. */
record Memberships(Connection connection, String accountId) {

  /** Adds those that there are not yet, and returns these: one read and one batch. */
  List<Member> join(Collection<Member> members) throws SQLException {
    var added = new ArrayList<Member>();
    if (members.isEmpty()) { // an empty array would be one of texts
      return added;
    }
    List<Member> distinct = members.stream().distinct().toList();
    Set<Member> stored =
        new HashSet<>(
            Database.list(
                connection,
                "SELECT m.person, m.group_id FROM UNNEST(?, ?) AS k (person, group_id)"
                    + " JOIN membership m ON m.account_id = ? AND m.person = k.person"
                    + " AND m.group_id = k.group_id",
                Memberships::member,
                distinct.stream().map(one -> one.person().key()).toList(),
                distinct.stream().map(Member::groupId).toList(),
                accountId));
    var insert =
        new Batch(
            connection, "INSERT INTO membership (account_id, person, group_id) VALUES (?, ?, ?)");
    for (Member member : distinct) {
      if (!stored.contains(member)) {
        insert.add(accountId, member.person().key(), member.groupId());
        added.add(member);
      }
    }
    insert.execute();
    return added;
  }

  /** Those after one, by the primary key; a comparison of whole rows would not use it on H2. */
  List<Member> after(@Nullable Member after, int limit) throws SQLException {
    String person = after == null ? "" : after.person().key();
    return Database.list(
        connection,
        "SELECT m.person, m.group_id FROM membership m WHERE m.account_id = ? AND m.person >= ?"
            + " AND (m.person > ? OR m.group_id > ?)"
            + " ORDER BY m.account_id, m.person, m.group_id LIMIT ?",
        Memberships::member,
        accountId,
        person,
        person,
        after == null ? "" : after.groupId(),
        limit);
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(Person.fromKey(row.getString("person")), row.getString("group_id"));
  }
}
