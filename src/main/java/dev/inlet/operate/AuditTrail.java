package dev.inlet.operate;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditEntry;
import dev.inlet.audit.AuditFilter;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.codec.JsonMembers;
import dev.inlet.codec.Timestamps;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.export.Csv;
import dev.inlet.operate.export.ExportedFile;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The audit log as administrators read and export it. May block. */
@Singleton
public final class AuditTrail {
  private static final String BROKEN_OFF =
      "THIS FILE IS NOT WHOLE: reading the audit log failed here. Export it again";

  private final AuditLog log;

  AuditTrail(AuditLog log) {
    this.log = log;
  }

  /** What a file is made of. */
  public enum Format {
    CSV("csv", "text/csv;charset=utf-8"),
    /** One JSON object in each line. */
    NDJSON("ndjson", "application/x-ndjson");

    private final String ending;
    private final String mediaType;

    Format(String ending, String mediaType) {
      this.ending = ending;
      this.mediaType = mediaType;
    }

    /** What HTTP calls it. */
    public String mediaType() {
      return mediaType;
    }

    /** What the file is called. */
    public String fileName() {
      return "inlet-audit." + ending;
    }
  }

  /**
   * Reads which entries somebody asks for; null and blank is any.
   *
   * @param after a time
   * @param action such as {@code key.revoked}, or {@code key} for all that is done to keys
   */
  public static AuditFilter filter(
      @Nullable String after,
      @Nullable String account,
      @Nullable String actor,
      @Nullable String action) {
    String what = set(action);
    if (what != null && !isAction(what)) {
      throw OperationRefused.wrong(
          "action must be one that there is, such as key.revoked, or key for all that is done to"
              + " keys: not "
              + (what.length() <= 40 ? what : what.substring(0, 40) + "…"));
    }
    return new AuditFilter(time(set(after)), set(account), set(actor), what);
  }

  /** Whether it is one, or what some begin with. */
  private static boolean isAction(String name) {
    return Arrays.stream(Action.values())
        .map(Action::wireName)
        .anyMatch(one -> one.equals(name) || one.startsWith(name + "."));
  }

  private static @Nullable Instant time(@Nullable String after) {
    if (after == null) {
      return null;
    }
    Instant time = Timestamps.parse(after);
    if (time == null) {
      throw OperationRefused.wrong("after must be a time such as 2026-03-01T12:00:00Z");
    }
    return time;
  }

  private static @Nullable String set(@Nullable String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw OperationRefused.wrong("The query must not hold U+0000");
    }
    return text == null || text.isBlank() ? null : text;
  }

  /** Some entries, newest first. */
  public Listing<AuditEntry> list(AuditFilter filter, Window window) {
    return log.list(filter, window);
  }

  /**
   * All entries as a file, newest first, read and sent piece by piece; that it was is the first.
   */
  public Publisher<byte[]> file(AuditFilter filter, Format format) {
    log.noteFirst(
        new Deed(Action.LIST_EXPORTED, filter.accountId(), "audit", Map.of())
            .with("which", filter.equals(AuditFilter.ALL) ? "all" : "some"));
    return switch (format) {
      case CSV ->
          file(
              filter,
              Csv.row(
                  List.of(
                      "id",
                      "at",
                      "actorKind",
                      "actor",
                      "address",
                      "action",
                      "account",
                      "subject",
                      "details")),
              AuditTrail::rows,
              Csv.row(List.of(BROKEN_OFF)));
      case NDJSON ->
          file(filter, "", AuditTrail::lines, new JsonMembers().text("message", BROKEN_OFF) + "\n");
    };
  }

  private Publisher<byte[]> file(
      AuditFilter filter,
      String header,
      Function<List<AuditEntry>, String> rows,
      String brokenOff) {
    return new ExportedFile<>(
            before -> log.list(filter, new Window(before, Window.MAX_LIMIT)),
            header,
            rows,
            brokenOff)
        .publish();
  }

  private static String rows(List<AuditEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                Csv.row(
                    Arrays.asList(
                        Long.toString(entry.number()),
                        entry.at().toString(),
                        entry.actor().kind().wireName(),
                        entry.actor().name(),
                        entry.actor().address(),
                        entry.action(),
                        entry.accountId(),
                        entry.subject(),
                        entry.details())))
        .collect(Collectors.joining());
  }

  private static String lines(List<AuditEntry> entries) {
    return entries.stream().map(entry -> json(entry) + "\n").collect(Collectors.joining());
  }

  /** An entry, as the contract describes it. */
  public static String json(AuditEntry entry) {
    return new JsonMembers()
        .text("id", Long.toString(entry.number()))
        .instant("at", entry.at())
        .raw(
            "actor",
            new JsonMembers()
                .text("kind", entry.actor().kind().wireName())
                .text("name", entry.actor().name())
                .text("address", entry.actor().address())
                .toString())
        .text("action", entry.action())
        .text("account", entry.accountId())
        .text("subject", entry.subject())
        .raw("details", entry.details())
        .toString();
  }
}
