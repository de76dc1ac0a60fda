package dev.inlet.operate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A time that somebody asks for: with or without a zone, which then is UTC, or a day in UTC. */
public final class AskedTime {
  private AskedTime() {}

  /**
   * Checks that a time does not end before it begins; null is open.
   *
   * @throws OperationRefused when it does
   */
  public static void check(@Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null && from.isAfter(to)) {
      throw OperationRefused.wrong("from must not be later than to");
    }
  }

  /**
   * Reads it.
   *
   * @param name what it is called where it was written
   * @return null when there is none
   * @throws OperationRefused when it is no time
   */
  public static @Nullable Instant read(String name, @Nullable String time) {
    if (time == null) {
      return null;
    }
    try {
      if (time.length() == "2026-03-01".length()) {
        return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      boolean hasZone = time.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})");
      return hasZone
          ? OffsetDateTime.parse(time).toInstant()
          : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw OperationRefused.wrong(
          name + " must be a time such as 2026-03-01T09:00:00Z, or a day such as 2026-03-01");
    }
  }
}
