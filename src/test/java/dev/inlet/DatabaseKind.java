package dev.inlet;

import java.nio.file.Path;
import java.util.Map;

/** The databases Inlet runs on. */
public enum DatabaseKind {
  /** In files of its own. */
  H2 {
    @Override
    public Map<String, Object> fresh(Path folder) {
      return Map.of("inlet.data-dir", folder.resolve("h2").toString());
    }
  },
  POSTGRESQL {
    @Override
    public Map<String, Object> fresh(Path folder) {
      return EmbeddedPostgresql.newTables();
    }
  };

  /**
   * The properties of an Inlet that stores in a database without data; used twice, they lead to the
   * same.
   */
  public abstract Map<String, Object> fresh(Path folder);
}
