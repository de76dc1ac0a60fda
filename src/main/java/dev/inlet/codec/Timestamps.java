package dev.inlet.codec;

import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ISO-8601 as SDKs really write it: "T" or a space between date and time, fractions of any length,
 * offsets as "Z", "+01:00", "+0100" or "+01", a date alone. Without an offset UTC is meant. A
 * second 60, as leap seconds are written, is the first of the next minute, and 24:00:00 is the
 * beginning of the next day.
 *
 * <p>Read to the microsecond, because that is what every store can hold; years 0001 to 9999.
 */
public final class Timestamps {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NEVER)
          .appendLiteral('-')
          .appendValue(ChronoField.MONTH_OF_YEAR, 2)
          .appendLiteral('-')
          .appendValue(ChronoField.DAY_OF_MONTH, 2)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .appendValue(HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(MINUTE_OF_HOUR, 2)
          .optionalStart()
          .appendLiteral(':')
          .appendValue(SECOND_OF_MINUTE, 2)
          .optionalStart()
          .appendFraction(NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .appendPattern("[' ']")
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final String USUAL = "0000-00-00T00:00:00.000Z";
  private static final int HOUR = 11;
  private static final int SECOND = 17;

  /** Midnight at the end of a day: no other time has the hour 24. */
  private static final Pattern END_OF_DAY =
      Pattern.compile(".{11}24:00(:00(\\.0+)?)?([^\\d:.].*)?", Pattern.DOTALL);

  private static final int NANO_DIGITS = 9;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Timestamps() {}

  /** The instant a timestamp names, or null when the text is no ISO-8601 timestamp. */
  public static @Nullable Instant parse(String text) {
    try {
      Instant instant = isUsual(text) ? usual(text) : any(text);
      Instant storable = storable(instant);
      return storable.equals(instant.truncatedTo(ChronoUnit.MICROS)) ? storable : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether the text looks as JavaScript writes it, and with it nearly every sender. */
  private static boolean isUsual(String text) {
    if (text.length() != USUAL.length()) {
      return false;
    }
    for (int i = 0; i < USUAL.length(); i++) {
      char expected = USUAL.charAt(i);
      char c = text.charAt(i);
      if (expected == '0' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return !text.startsWith("60", SECOND) && !text.startsWith("24", HOUR);
  }

  /** Some twenty times faster than the formatter, and every call carries several timestamps. */
  private static Instant usual(String text) {
    return LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19),
            digits(text, 20, 23) * NANOS_PER_MILLI)
        .toInstant(ZoneOffset.UTC);
  }

  private static int digits(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }

  private static Instant any(String text) {
    if (text.startsWith("60", SECOND)) {
      return iso(text.substring(0, SECOND) + "59" + text.substring(SECOND + 2)).plusSeconds(1);
    }
    if (END_OF_DAY.matcher(text).matches()) {
      return iso(text.substring(0, HOUR) + "00" + text.substring(HOUR + 2))
          .plus(Duration.ofDays(1));
    }
    return iso(text);
  }

  private static Instant iso(String text) {
    return switch (ISO.parseBest(
        cutFraction(text), OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
      case OffsetDateTime withOffset -> withOffset.toInstant();
      case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
      case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
      default -> throw new AssertionError("no other kind was asked for");
    };
  }

  /** The nearest instant that every store can hold, and ISO-8601 can name in four digits. */
  static Instant storable(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST : instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Java reads nine digits of a fraction; SDKs may send more, which nobody needs. */
  private static String cutFraction(String text) {
    int dot = text.indexOf('.');
    int end = dot + 1;
    while (dot > 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end - dot - 1 <= NANO_DIGITS
        ? text
        : text.substring(0, dot + 1 + NANO_DIGITS) + text.substring(end);
  }
}
