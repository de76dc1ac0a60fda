package dev.inlet.storage.jdbc.process;

import dev.inlet.journal.RetentionClock;
import dev.inlet.process.SeenMessages;
import dev.inlet.storage.jdbc.Database;
import java.time.InstantSource;

/** The table of messages that were processed, as a crash leaves it and the next start finds it. */
public final class MessagesAnew {
  private MessagesAnew() {}

  /** Takes back what was processed after a mark. */
  public static void goBack(Database database, long mark) {
    database.write(
        connection -> Database.update(connection, "DELETE FROM seen_message WHERE seq > ?", mark));
  }

  /** What a start makes of the table, where so many messages are sealed together. */
  public static SeenMessages open(
      Database database, InstantSource clock, RetentionClock retention, int segmentSize) {
    return new JdbcSeenMessages(database, clock, retention, segmentSize);
  }
}
