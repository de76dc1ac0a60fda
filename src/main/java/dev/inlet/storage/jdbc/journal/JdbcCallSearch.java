package dev.inlet.storage.jdbc.journal;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.call.Warning;
import dev.inlet.journal.CallSearch;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.CallFilter;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JournalDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The journal's table, read backwards. */
@Singleton
public final class JdbcCallSearch implements CallSearch {
  private static final String SELECT =
      "SELECT seq, message_id, type, sender, stored_at FROM journal"
          + " WHERE account_id = ? AND seq < ? AND seq > ?";

  /** Found by what was noted beside the journal. */
  private static final String SELECT_REPAIRED =
      "SELECT j.seq, message_id, type, sender, stored_at FROM call_warning w"
          + " JOIN journal j ON j.seq = w.seq"
          + " WHERE w.account_id = ? AND w.seq < ? AND w.seq > ?";

  private final AdminDatabase contacts;
  private final JournalDatabase journal;

  JdbcCallSearch(AdminDatabase contacts, JournalDatabase journal) {
    this.contacts = contacts;
    this.journal = journal;
  }

  @Override
  public List<Found> newest(String accountId, Wanted wanted, long above, long below, int limit) {
    var sql = new StringBuilder(wanted.isRepaired() ? SELECT_REPAIRED : SELECT);
    var arguments = new ArrayList<Object>(List.of(accountId, below, above));
    CallFilter.narrow(sql, arguments, wanted.type(), wanted.messageId());
    sql.append(
        wanted.isRepaired() ? " ORDER BY w.account_id DESC, w.seq DESC" : " ORDER BY seq DESC");
    sql.append(" LIMIT ?");
    arguments.add(limit);
    return read(
        connection ->
            Database.list(connection, sql.toString(), JdbcCallSearch::found, arguments.toArray()));
  }

  /** Reads a call from a row of the journal, or of what was set aside. */
  public static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong("seq"),
        row.getString("message_id"),
        row.getString("type"),
        row.getString("sender"),
        instant(row, "stored_at"));
  }

  @Override
  public Map<Long, Set<Warning>> warnings(Collection<Long> seqs) {
    return seqs.isEmpty() ? Map.of() : read(connection -> WarningRows.find(connection, seqs));
  }

  /** On PostgreSQL it is a table beside the others, and calls need the journal's connections. */
  private <T> T read(Database.Work<T> work) {
    return journal.isShared() ? contacts.read(work) : journal.read(work);
  }
}
