package dev.inlet.storage.jdbc.migrate;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which migrations there are, as the build found them. A start that finds the same in the database
 * need not look for them, which would take a fifth of its time.
 */
public final class MigrationIndex {
  /** Where the build puts it; each part of the class path that has migrations has its own. */
  public static final String RESOURCE = "db/migrations.properties";

  private static final List<Properties> VERSIONS = read();

  private MigrationIndex() {}

  /**
   * The versions of the migrations in the last of some places and in those that it goes with; none
   * where no build wrote them down.
   */
  static Set<String> versions(String[] places) {
    String name = name(places);
    return VERSIONS.stream()
        .map(index -> index.getProperty(name))
        .filter(Objects::nonNull)
        .flatMap(known -> Stream.of(known.split(",")))
        .collect(toUnmodifiableSet());
  }

  /** What the index calls the migrations in some places. */
  static String name(String[] places) {
    String last = places[places.length - 1];
    return last.substring(last.lastIndexOf('/') + 1);
  }

  private static List<Properties> read() {
    try {
      var all = new ArrayList<Properties>();
      ClassLoader classes = MigrationIndex.class.getClassLoader();
      for (URL place : Collections.list(classes.getResources(RESOURCE))) {
        var versions = new Properties();
        try (InputStream index = place.openStream()) {
          versions.load(index);
        }
        all.add(versions);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
