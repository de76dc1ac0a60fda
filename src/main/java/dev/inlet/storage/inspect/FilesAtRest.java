package dev.inlet.storage.inspect;

import dev.inlet.operate.DataAtRest;
import dev.inlet.operate.Finding;
import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.file.JournalSurvey;
import dev.inlet.storage.h2.DataFolder;
import dev.inlet.storage.h2.ForcedMark;
import dev.inlet.storage.jdbc.OnH2;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** H2's file and the journal's folder beside it. */
@Singleton
@Requires(condition = OnH2.class)
final class FilesAtRest implements DataAtRest {
  private static final String DATABASE = "database";
  private static final String JOURNAL = "journal";
  private static final String CLOCKS = "clocks";
  private static final String DISK = "disk";

  private static final String FROM_ONE_BACKUP = ": restore it and the database from one backup";

  /** A clock that was set back by less does no harm. */
  private static final Duration CLOCK_MAY_BE_BEHIND = Duration.ofSeconds(5);

  private static final long LEAST_ROOM = 512L << 20;
  private static final long MEGABYTE = 1 << 20;

  private final RestingDatabase database;
  private final InstantSource clock;
  private final Path file;
  private final Path folder;

  FilesAtRest(RestingDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.file = database.url().h2File();
    this.folder = database.url().journalFolder();
  }

  @Override
  public List<Finding> look() {
    try {
      new DataFolder(database.url().h2Folder()).refuseUnlessRestored();
      DataFolder.refuseLost(file, folder);
      return Files.exists(file)
          ? opened()
          : with(Finding.well(DATABASE, file + " is not there yet: the first start makes it"), 0);
    } catch (IllegalStateException e) {
      return List.of(Finding.unwell(DATABASE, String.valueOf(e.getMessage())), disk());
    }
  }

  private List<Finding> opened() {
    try (Connection connection = database.open(";ACCESS_MODE_DATA=r;IFEXISTS=TRUE")) {
      long mark = RestingDatabase.isMade(connection) ? RestingDatabase.mark(connection) : 0;
      ForcedMark.in(folder).refuseOlder(file, mark);
      return with(
          Finding.well(DATABASE, "H2 at %s, %s".formatted(file, megabytes(Files.size(file)))),
          mark);
    } catch (SQLException e) {
      return List.of(Finding.unwell(DATABASE, database.problem(e)), disk());
    } catch (IOException e) {
      return List.of(Finding.unwell(DATABASE, file + " cannot be read"), disk());
    }
  }

  private List<Finding> with(Finding ofDatabase, long mark) {
    try {
      JournalSurvey journal = JournalSurvey.of(folder);
      return List.of(ofDatabase, journal(journal, mark), clocks(journal.newest()), disk());
    } catch (IllegalStateException | UncheckedIOException e) {
      return List.of(
          ofDatabase,
          Finding.unwell(JOURNAL, String.valueOf(e.getMessage())),
          clocks(null),
          disk());
    }
  }

  private Finding journal(JournalSurvey journal, long mark) {
    if (mark > journal.last()) {
      return Finding.unwell(
          JOURNAL,
          "%s ends at %d, but calls up to %d are processed".formatted(folder, journal.last(), mark)
              + FROM_ONE_BACKUP);
    }
    if (mark < journal.last() && journal.first() > mark + 1) {
      return Finding.unwell(
          JOURNAL,
          "calls after %d are not processed, and missing from %s".formatted(mark, folder)
              + FROM_ONE_BACKUP);
    }
    return Finding.well(
        JOURNAL,
        "%d calls, %d of them to be processed".formatted(journal.calls(), journal.last() - mark));
  }

  private Finding clocks(@Nullable Instant newest) {
    Instant now = clock.instant();
    return newest != null && newest.isAfter(now.plus(CLOCK_MAY_BE_BEHIND))
        ? Finding.unwell(
            CLOCKS,
            "this machine says %s, but a call was stored at %s: set its clock, best by NTP"
                .formatted(now, newest))
        : Finding.well(CLOCKS, "this machine says " + now);
  }

  private Finding disk() {
    @Nullable Path there = database.url().h2Folder();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      return Finding.unwell(
          DISK,
          ("%s cannot be written to: make it a folder that this user may write to, or set"
                  + " INLET_DATA_DIR")
              .formatted(database.url().h2Folder()));
    }
    try {
      long room = Files.getFileStore(there).getUsableSpace();
      String left = "%s are free in %s".formatted(megabytes(room), database.url().h2Folder());
      return room < LEAST_ROOM
          ? Finding.unwell(DISK, left + ": make room, or set INLET_DATA_DIR")
          : Finding.well(DISK, left);
    } catch (IOException e) {
      return Finding.unwell(
          DISK, database.url().h2Folder() + " does not tell how much room there is");
    }
  }

  private static String megabytes(long bytes) {
    return "%,d MB".formatted(bytes / MEGABYTE);
  }

  @Override
  public void replacePassword(String digest) {
    if (!Files.exists(file)) {
      throw DataAtRest.nothingYet();
    }
    try (Connection connection = database.open(";IFEXISTS=TRUE");
        Statement force = connection.createStatement()) {
      if (!RestingDatabase.isMade(connection)) {
        throw DataAtRest.nothingYet();
      }
      RestingDatabase.replacePassword(connection, digest);
      force.execute("CHECKPOINT SYNC");
    } catch (SQLException e) {
      throw OperationRefused.taken(database.problem(e));
    }
  }
}
