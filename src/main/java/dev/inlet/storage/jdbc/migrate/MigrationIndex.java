package dev.inlet.storage.jdbc.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;

/**
 * Which migrations there are, as the build found them. A start that finds the same in the database
 * need not look for them, which would take a fifth of its time.
 */
public final class MigrationIndex {
  /** Where the build puts it, on the class path. */
  public static final String RESOURCE = "db/migrations.properties";

  private static final Properties VERSIONS = read();

  private MigrationIndex() {}

  /**
   * The versions of the migrations in the last of some places and in those that it goes with; none
   * where no build wrote them down.
   */
  static Set<String> versions(String[] places) {
    String known = VERSIONS.getProperty(name(places));
    return known == null ? Set.of() : Set.of(known.split(","));
  }

  /** What the index calls the migrations in some places. */
  static String name(String[] places) {
    String last = places[places.length - 1];
    return last.substring(last.lastIndexOf('/') + 1);
  }

  private static Properties read() {
    var versions = new Properties();
    try (InputStream index = MigrationIndex.class.getResourceAsStream("/" + RESOURCE)) {
      if (index != null) {
        versions.load(index);
      }
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
