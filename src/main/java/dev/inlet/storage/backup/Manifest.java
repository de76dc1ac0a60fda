package dev.inlet.storage.backup;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.codec.Parsed;
import dev.inlet.operate.BackupContents;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.Version;
import dev.inlet.storage.file.JournalSnapshot;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last entry of an archive: what it holds, and what each file must be like.
 *
 * @param version of the Inlet that made it
 * @param files in their order
 */
record Manifest(String version, Instant takenAt, long mark, long journalEnd, List<Entry> files) {
  /** The entry's name. */
  static final String NAME = "manifest.json";

  /** The entry that is H2's file, whatever it is called on the disk. */
  static final String DATABASE = "inlet.mv.db";

  /** What the names of the journal's files begin with. */
  static final String JOURNAL = "inlet-journal/";

  private static final String KIND = "inlet-backup";
  private static final int FORMAT = 1;

  /**
   * One file.
   *
   * @param length in bytes
   * @param sha256 in hexadecimal digits
   */
  record Entry(String name, long length, String sha256) {
    private String toJson() {
      return new JsonMembers()
          .text("name", name)
          .number("length", length)
          .text("sha256", sha256)
          .toString();
    }

    private boolean isKnown() {
      return name.equals(DATABASE)
          || name.startsWith(JOURNAL)
              && JournalSnapshot.isSegment(name.substring(JOURNAL.length()));
    }
  }

  byte[] toJson() {
    return new JsonMembers()
        .text("kind", KIND)
        .number("format", FORMAT)
        .text("version", version)
        .instant("takenAt", takenAt)
        .number("mark", mark)
        .number("journalEnd", journalEnd)
        .array("files", files, Entry::toJson)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What an administrator is told of it. */
  BackupContents contents() {
    return new BackupContents(
        version, takenAt, mark, journalEnd, files.stream().mapToLong(Entry::length).sum());
  }

  /**
   * Reads one.
   *
   * @param archive which it is of
   * @throws OperationRefused when it is none, or says more than this version understands
   */
  static Manifest read(byte[] json, Path archive) {
    if (!(Json.object(json, "The manifest") instanceof Parsed.Ok<JsonObject> ok)) {
      throw none(archive);
    }
    Map<String, String> members = ok.value().members();
    if (!KIND.equals(Json.text(members.get("kind")))) {
      throw none(archive);
    }
    String version = text(members, "version", archive);
    if (number(members, "format", archive) > FORMAT || isNewer(version, Version.get())) {
      throw OperationRefused.wrong(
          "%s was made by Inlet %s, and this is %s: restore it with that one, or a newer one"
              .formatted(archive, version, Version.get()));
    }
    return new Manifest(
        version,
        instant(members, archive),
        number(members, "mark", archive),
        number(members, "journalEnd", archive),
        entries(members, archive));
  }

  private static List<Entry> entries(Map<String, String> members, Path archive) {
    String files = members.get("files");
    if (files == null || !Json.isArray(files)) {
      throw none(archive);
    }
    List<Entry> entries = Json.elements(files).stream().map(file -> entry(file, archive)).toList();
    long databases = entries.stream().filter(entry -> entry.name().equals(DATABASE)).count();
    long names = entries.stream().map(Entry::name).distinct().count();
    if (databases != 1 || names != entries.size() || !entries.stream().allMatch(Entry::isKnown)) {
      throw none(archive);
    }
    return entries;
  }

  private static Entry entry(String json, Path archive) {
    if (!Json.isObject(json)) {
      throw none(archive);
    }
    Map<String, String> members = Json.object(json).members();
    return new Entry(
        text(members, "name", archive),
        number(members, "length", archive),
        text(members, "sha256", archive));
  }

  private static String text(Map<String, String> members, String name, Path archive) {
    String text = Json.text(members.get(name));
    if (text == null) {
      throw none(archive);
    }
    return text;
  }

  private static long number(Map<String, String> members, String name, Path archive) {
    @Nullable BigDecimal number = Json.number(members.get(name));
    try {
      if (number != null && number.signum() >= 0) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      // No number that was written here.
    }
    throw none(archive);
  }

  private static Instant instant(Map<String, String> members, Path archive) {
    try {
      return Instant.parse(text(members, "takenAt", archive));
    } catch (DateTimeException e) {
      throw none(archive);
    }
  }

  /** It is something else, or not whole. */
  static OperationRefused none(Path archive) {
    return OperationRefused.wrong(
        archive + " is no whole backup of Inlet's: take another one, such as the one before");
  }

  /** By the numbers in the versions, as far as both have such. */
  static boolean isNewer(String one, String other) {
    int[] numbers = numbers(one);
    int[] others = numbers(other);
    return numbers.length > 0 && others.length > 0 && Arrays.compare(numbers, others) > 0;
  }

  private static int[] numbers(String version) {
    return version.matches("\\d{1,9}(\\.\\d{1,9})*([-+].*)?")
        ? Arrays.stream(version.replaceFirst("[-+].*", "").split("\\."))
            .mapToInt(Integer::parseInt)
            .toArray()
        : new int[0];
  }
}
