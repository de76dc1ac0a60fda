package dev.inlet.storage.prepare;

import dev.inlet.storage.h2.DataFolder;
import dev.inlet.storage.h2.EmptyDatabase;
import dev.inlet.storage.jdbc.DatabaseAccess;
import dev.inlet.storage.jdbc.DatabaseUrl;
import dev.inlet.storage.jdbc.migrate.MigrationIndex;
import dev.inlet.storage.jdbc.migrate.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the migrations once, in the build, and keeps what comes of them among the classes: {@link
 * EmptyDatabase} and {@link MigrationIndex}.
 */
public final class PrepareMigrations {
  private static final List<String> SCHEMAS = List.of("contacts", "journal");

  private PrepareMigrations() {}

  /**
   * Does nothing when no migration has changed since it was done.
   *
   * @param args the folder of the classes
   */
  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[0]);
    Path index = classes.resolve(MigrationIndex.RESOURCE);
    if (Files.exists(index) && !isOutdated(index, classes.resolve("db/migration"))) {
      return;
    }
    Path empty = classes.resolve(EmptyDatabase.RESOURCE);
    Files.deleteIfExists(empty);
    Files.deleteIfExists(index);
    Path work = Files.createTempDirectory("inlet-migrations");
    try {
      DatabaseAccess h2 = DatabaseAccess.of(null, null, null, work);
      h2.migrate("contacts");
      Files.write(index, versions(h2));
      Files.copy(h2.url().h2File(), empty);
    } finally {
      DataFolder.deleteAll(work);
    }
  }

  private static boolean isOutdated(Path index, Path migrations) throws IOException {
    FileTime made = Files.getLastModifiedTime(index);
    try (Stream<Path> files = Files.walk(migrations)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Of PostgreSQL's too: Flyway looks for migrations without asking the database. */
  private static List<String> versions(DatabaseAccess h2) {
    DatabaseUrl postgresql =
        DatabaseAccess.of("jdbc:postgresql:inlet", null, null, Path.of("")).url();
    var lines = new ArrayList<String>();
    for (DatabaseUrl kind : List.of(h2.url(), postgresql)) {
      for (String schema : SCHEMAS) {
        var migrations =
            new Migrations(
                h2.url().contacts(),
                h2.username(),
                h2.password(),
                schema,
                kind.migrations(schema),
                Map.of());
        lines.add(migrations.name() + "=" + migrations.known());
      }
    }
    return lines;
  }
}
