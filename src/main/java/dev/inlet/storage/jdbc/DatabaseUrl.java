package dev.inlet.storage.jdbc;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import dev.inlet.storage.h2.CheckedFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Inlet stores: an H2 file and a folder beside it for the journal, or one PostgreSQL.
 *
 * @param contacts the JDBC URL of everything but the journal
 * @param journal the JDBC URL of the journal; the same on PostgreSQL, and on H2 that of the file
 *     which {@link EarlierJournal} reads
 * @param isShared whether other instances of Inlet may use the same database
 */
public record DatabaseUrl(String contacts, String journal, boolean isShared) {
  private static final String H2_FILE = "jdbc:h2:file:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  static {
    // H2 would keep the last 1,024 texts it has read, however long: a heap full of traits.
    System.setProperty("h2.objectCache", "false");
  }

  /** H2's trace file would hold the data of rows that H2 refuses, next to the database for ever. */
  private static final String NO_TRACE_FILE = ";TRACE_LEVEL_FILE=0";

  private static final String H2_OPTIONS =
      ";DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128" + NO_TRACE_FILE;

  /**
   * In KB: an eighth of the heap that is beyond 128 MB. H2's own choice is a thirty-second of the
   * heap, too little for a working set; and of a small heap its transactions need what there is.
   */
  private static final long CACHE_SIZE =
      Math.max(4 << 20, (Runtime.getRuntime().maxMemory() - (128 << 20)) / 8) / 1024;

  /**
   * In milliseconds: longer than the processor leaves effects unforced, so that H2 does not write
   * the same pages by itself meanwhile. What must be durable before it is answered is forced.
   */
  private static final String WRITE_DELAY = ";WRITE_DELAY=3000";

  /** The file is read once, from its beginning to its end. */
  private static final String H2_JOURNAL_OPTIONS = H2_OPTIONS + ";CACHE_SIZE=8192";

  /**
   * What a URL must not say, because acknowledged calls could be lost then. {@code INIT} can say
   * all of it in SQL.
   */
  private static final Set<String> UNSAFE_OPTIONS =
      Set.of("WRITE_DELAY", "LOG", "FILE_LOCK", "RETENTION_TIME", "ACCESS_MODE_DATA", "INIT");

  /** Changes nothing that Inlet promises. */
  private static final Set<String> HARMLESS_OPTIONS = Set.of("DB_CLOSE_DELAY");

  private static final Pattern OPTION = Pattern.compile("\\s*([A-Za-z][A-Za-z_ ]*)=.*");
  private static final String SETTING = "datasources.default.url (DATASOURCES_DEFAULT_URL) ";
  private static final String LOSS = "because acknowledged calls could be lost";

  /** H2's file systems in memory, in a zip file, and those that were never tried without power. */
  private static final Pattern UNSAFE_FILES =
      Pattern.compile("(nio)?mem(FS|LZF)|nioMapped|async|retry|zip|classpath", CASE_INSENSITIVE);

  /** Whether that is a PostgreSQL, and not H2. */
  static boolean isPostgresql(String url) {
    return url.startsWith(POSTGRESQL);
  }

  /** H2 in a folder. */
  static DatabaseUrl inFiles(Path folder) {
    return h2(H2_FILE + folder.toAbsolutePath().normalize().resolve("inlet"));
  }

  /**
   * What the operator configured.
   *
   * @throws IllegalArgumentException when it is no database that Inlet can keep its promises on
   */
  static DatabaseUrl of(String url) {
    if (isPostgresql(url)) {
      return new DatabaseUrl(url, url, true);
    }
    if (!url.startsWith(H2_FILE)) {
      throw new IllegalArgumentException(
          (SETTING + "must start with %s or %s, because only").formatted(H2_FILE, POSTGRESQL)
              + " there acknowledged calls are safe; it is "
              + withoutSecrets(url));
    }
    Stream.of(url.split(";")).skip(1).filter(one -> !one.isBlank()).forEach(DatabaseUrl::check);
    String fileSystem = url.substring(H2_FILE.length()).split(":", 2)[0];
    if (UNSAFE_FILES.matcher(fileSystem).matches()) {
      throw refused("must not name the file system %s, %s".formatted(fileSystem, LOSS));
    }
    return h2(url);
  }

  /** Most options would have H2 do something else than Inlet asks it for. */
  private static void check(String option) {
    Matcher matcher = OPTION.matcher(option);
    if (!matcher.matches()) {
      throw refused("has something behind a \";\" that is no NAME=value"); // It may be a secret.
    }
    String name = matcher.group(1).strip().toUpperCase(Locale.ROOT);
    if (HARMLESS_OPTIONS.contains(name)) {
      return;
    }
    String reason =
        switch (name) {
          case "CIPHER" ->
              ", because the journal beside it would stay in clear text: encrypt the disk, and"
                  + " leave it out";
          case "USER" -> ": set DATASOURCES_DEFAULT_USERNAME";
          case "PASSWORD" -> ": set DATASOURCES_DEFAULT_PASSWORD";
          default ->
              UNSAFE_OPTIONS.contains(name)
                  ? ", " + LOSS
                  : ": Inlet sets by itself what it needs of H2, so leave it out";
        };
    throw refused("must not set " + name + reason);
  }

  private static IllegalArgumentException refused(String problem) {
    return new IllegalArgumentException(SETTING + problem);
  }

  private static DatabaseUrl h2(String url) {
    int options = url.indexOf(';');
    String file =
        H2_FILE
            + CheckedFiles.path(
                url.substring(H2_FILE.length(), options < 0 ? url.length() : options));
    String rest = options < 0 ? "" : url.substring(options);
    return new DatabaseUrl(
        file + rest + H2_OPTIONS + WRITE_DELAY + ";CACHE_SIZE=" + CACHE_SIZE,
        file + "-journal" + rest + H2_JOURNAL_OPTIONS,
        false);
  }

  /** Where the journal's folder is, beside H2's file, whatever there is of it. */
  public Path journalFolder() {
    return CheckedFiles.onDisk(path(journal));
  }

  /** Where H2's file of a journal of an earlier version would be. */
  public Path earlierJournal() {
    return Path.of(journalFolder() + ".mv.db");
  }

  /** The URL of everything but the journal, were H2's file elsewhere; without its ending. */
  public String contactsAt(Path file) {
    int options = contacts.indexOf(';');
    return H2_FILE + CheckedFiles.path(file.toString()) + contacts.substring(options);
  }

  /** Where H2's file is, whether it is there or not. */
  public Path h2File() {
    return Path.of(CheckedFiles.onDisk(path(contacts)) + ".mv.db").toAbsolutePath();
  }

  /** The folder of H2's file, whether it is there or not. */
  public Path h2Folder() {
    return h2File().resolveSibling("").normalize();
  }

  /** Where the file at a URL of H2's is, without its ending. */
  static String path(String h2Url) {
    return h2Url.substring(H2_FILE.length()).replaceFirst(";.*", "");
  }

  /** Names for what the two databases call differently, in migrations. */
  Map<String, String> placeholders() {
    return isShared
        ? Map.of("decimal", "NUMERIC", "bytes", "BYTEA", "json", "::JSON")
        : Map.of("decimal", "DECFLOAT(40)", "bytes", "VARBINARY", "json", "FORMAT JSON");
  }

  /** The folders of a schema's migrations: for both databases, and for this one. */
  public String[] migrations(String schema) {
    String common = "classpath:db/migration/" + schema;
    return new String[] {common, common + (isShared ? "_on_postgresql" : "_on_h2")};
  }

  /** A connection that hangs is given up in time to answer 503 and to recover by itself. */
  public Map<String, String> driverProperties() {
    return isShared
        ? Map.of(
            "reWriteBatchedInserts", "true",
            "logServerErrorDetail", "false", // it shows the row that PostgreSQL refuses
            "socketTimeout", "3",
            "connectTimeout", "2",
            "tcpKeepAlive", "true",
            "ApplicationName", "inlet")
        : Map.of();
  }

  /** The contacts' database as {@link AdminDatabase} opens it. */
  String administration() {
    return isShared
        ? contacts
        : contacts
            + ";QUERY_TIMEOUT=%d;LOCK_TIMEOUT=%d"
                .formatted(
                    AdminDatabase.DEADLINE.toMillis(), AdminDatabase.LOCK_DEADLINE.toMillis());
  }

  /**
   * Statements of {@link AdminDatabase} have more time, and PostgreSQL ends them itself. All of
   * them are made to follow an index; without statistics its planner would rather read everything
   * and sort.
   */
  Map<String, String> administrationProperties() {
    if (!isShared) {
      return driverProperties();
    }
    var properties = new HashMap<>(driverProperties());
    properties.put("socketTimeout", Long.toString(AdminDatabase.DEADLINE.toSeconds() + 5));
    properties.put("ApplicationName", "inlet administration");
    properties.put(
        "options",
        "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
                .formatted(
                    AdminDatabase.DEADLINE.toMillis(),
                    AdminDatabase.LOCK_DEADLINE.toMillis(),
                    AdminDatabase.DEADLINE.toMillis())
            + " -c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off"
            + " -c enable_incremental_sort=off"
            + " -c enable_hashjoin=off -c enable_mergejoin=off");
    return properties;
  }

  @Override
  public String toString() {
    return withoutSecrets(contacts).replace(CheckedFiles.path(""), "");
  }

  private static String withoutSecrets(String url) {
    return url.replaceAll("[;?].*", "").replaceAll("//[^/@]*@", "//");
  }
}
