package dev.inlet.storage.jdbc.delivery;

import dev.inlet.delivery.DeliveryDetails;
import dev.inlet.delivery.DeliveryId;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.journal.Archive;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.Progress;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** One of the journal's calls, or one of the noted refusals. */
@Singleton
final class JdbcDeliveryDetails implements DeliveryDetails {
  private static final int PROCESSED = 200;
  private static final int ACCEPTED = 202;

  private final Database contacts;
  private final Archive archive;
  private final Progress progress;
  private final SetAsideCalls setAsideCalls;

  JdbcDeliveryDetails(
      Database contacts, Archive archive, Progress progress, SetAsideCalls setAsideCalls) {
    this.contacts = contacts;
    this.archive = archive;
    this.progress = progress;
    this.setAsideCalls = setAsideCalls;
  }

  @Override
  public Optional<Detail> find(String accountId, String id) {
    DeliveryId delivery = DeliveryId.read(id);
    if (delivery == null) {
      return Optional.empty();
    }
    return switch (delivery.kind()) {
      case JOURNALED -> archive.find(accountId, delivery.number()).map(this::accepted);
      case REFUSED -> refused(accountId, delivery.number());
    };
  }

  private Detail accepted(Journaled call) {
    JournalEntry sent = call.entry();
    boolean setAside = !setAsideCalls.between(call.seq() - 1, call.seq()).isEmpty();
    var entry =
        new Entry(
            DeliveryId.journaled(call.seq()).toString(),
            sent.messageId(),
            sent.type().wireName(),
            call.seq() <= progress.mark() && !setAside ? PROCESSED : ACCEPTED,
            setAside,
            null,
            null,
            sent.sender().wireName(),
            sent.storedAt(),
            sent.warnings());
    return new Detail(entry, call.seq(), sent.keyId(), sent.settings(), sent.body());
  }

  private Optional<Detail> refused(String accountId, long place) {
    return contacts.read(
        connection ->
            Database.find(
                connection,
                "SELECT * FROM refused_delivery WHERE account_id = ? AND id = ?",
                JdbcDeliveryDetails::refused,
                accountId,
                place));
  }

  private static Detail refused(ResultSet row) throws SQLException {
    return new Detail(
        RefusalRows.entry(row),
        null,
        row.getString("key_id"),
        row.getString("settings"),
        row.getBytes("body"));
  }
}
