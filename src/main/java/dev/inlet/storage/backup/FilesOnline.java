package dev.inlet.storage.backup;

import dev.inlet.operate.OnlineBackup;
import dev.inlet.storage.file.JournalSnapshot;
import dev.inlet.storage.file.JournalSnapshots;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseAccess;
import dev.inlet.storage.jdbc.OnH2;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * H2's file is copied first, then the journal is pinned: so the journal reaches at least to the
 * copy's mark, and holds whatever was acknowledged and is not in the copy.
 */
@Singleton
@Requires(condition = OnH2.class)
final class FilesOnline implements OnlineBackup {
  private final Database database;
  private final JournalSnapshots journal;
  private final InstantSource clock;
  private final DatabaseCopy copies;

  FilesOnline(
      Database database, JournalSnapshots journal, InstantSource clock, DatabaseAccess access) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    this.copies = new DatabaseCopy(access);
  }

  /** On a thread of its own, because nobody may interrupt H2, which would close its file. */
  @Override
  public Archive begin() {
    try {
      return CompletableFuture.supplyAsync(
              this::taken, task -> Thread.ofPlatform().daemon().name("backup").start(task))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private synchronized Archive taken() {
    Instant now = clock.instant();
    var copy = new AtomicReference<DatabaseCopy.Taken>();
    try {
      JournalSnapshot snapshot =
          journal.after(() -> copy.set(database.read(connection -> copies.take(connection))));
      return ArchiveWriter.of(copy.get(), snapshot, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      copies.remove();
    }
  }
}
