package dev.inlet.console.page;

import dev.inlet.operate.AskedTime;
import dev.inlet.operate.OperationRefused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A time as a browser's field for one sends it. */
public final class TypedTime {
  private TypedTime() {}

  /**
   * Reads it. Without a script a browser leaves out the zone, which then is UTC, as the field says.
   *
   * @return null when the field is empty
   * @throws OperationRefused when it is no time
   */
  public static @Nullable Instant read(String name, String written) {
    if (written.isEmpty()) {
      return null;
    }
    try {
      return written.endsWith("Z")
          ? Instant.parse(written)
          : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw OperationRefused.wrong(name + " must be a time such as 2026-03-01T14:00");
    }
  }

  /** A time of an address as such a field shows it; empty when it cannot be read. */
  public static String shown(String written) {
    try {
      return field(AskedTime.read("time", written.isEmpty() ? null : written));
    } catch (OperationRefused refusal) {
      return "";
    }
  }

  /** A time as such a field holds it, in UTC and to the minute; empty for none. */
  public static String field(@Nullable Instant time) {
    return time == null
        ? ""
        : LocalDateTime.ofInstant(time, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
