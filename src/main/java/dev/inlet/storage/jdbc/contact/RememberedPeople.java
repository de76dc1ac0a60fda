package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.Person;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.contact.StoredPeople.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People as they were written last, so that a batch about them need not read them again. Bounded;
 * whoever was named least recently is forgotten first.
 *
 * <p>It is right while nobody else writes people, and everybody who does locks the mark first. A
 * batch moves the mark to where the next one finds it; whoever else had the lock meanwhile, or had
 * to roll back, did not, and then all is forgotten. Another instance may write without moving the
 * mark, so where the database is shared nobody is remembered.
 */
@Singleton
public final class RememberedPeople {
  private static final long NOWHERE = -1;

  /** Whoever takes more than this share of all is too rare to be worth it. */
  private static final int LARGEST_SHARE = 16;

  private final Database database;
  private final boolean isShared;
  private final long mostBytes;
  private final Map<Key, Remembered> people = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Where the mark is, if the transaction commits that was the last to lock it. */
  private long expectedMark = NOWHERE;

  /** The transaction that has locked the mark and may use this; null while there is none. */
  private @Nullable Object user;

  @Inject
  RememberedPeople(Database database, LoadBudget budget) {
    this(database, database.isShared(), budget.bytes());
  }

  /**
   * @param mostBytes of stored text that are remembered
   */
  RememberedPeople(Database database, boolean isShared, long mostBytes) {
    this.database = database;
    this.isShared = isShared;
    this.mostBytes = mostBytes;
  }

  private record Key(String accountId, Person person) {}

  private record Remembered(Row row, long bytes) {}

  /** The caller's transaction has locked the mark, and may use this until it ends. */
  public void locked(long mark) {
    if (isShared) {
      return;
    }
    var transaction = new Object();
    begin(mark, transaction);
    database.afterEnd(() -> end(transaction));
  }

  private synchronized void begin(long mark, Object transaction) {
    if (mark != expectedMark) {
      clear();
    }
    expectedMark = NOWHERE;
    user = transaction;
  }

  private synchronized void end(Object transaction) {
    if (user == transaction) {
      user = null;
    }
  }

  /** The transaction that has locked the mark moves it. */
  public synchronized void moved(long mark) {
    if (user != null) {
      expectedMark = mark;
    }
  }

  /** People are changed otherwise than by {@link ContactWork}: nobody is remembered any more. */
  public synchronized void forget() {
    clear();
    expectedMark = NOWHERE;
    user = null;
  }

  private void clear() {
    people.clear();
    bytes = 0;
  }

  /** Somebody as they are now, for the caller to change; null when that must be read. */
  synchronized @Nullable Row get(String accountId, Person person) {
    Remembered found = user == null ? null : people.get(new Key(accountId, person));
    return found == null ? null : found.row();
  }

  /** Somebody was written, or read, and is like this. */
  synchronized void put(String accountId, Row row) {
    var key = new Key(accountId, row.state().person());
    long size = row.bytes();
    remove(key);
    if (user == null || size > mostBytes / LARGEST_SHARE) {
      return;
    }
    people.put(key, new Remembered(row, size));
    bytes += size;
    Iterator<Remembered> eldest = people.values().iterator();
    while (bytes > mostBytes) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  private void remove(Key key) {
    Remembered before = people.remove(key);
    bytes -= before == null ? 0 : before.bytes();
  }
}
