package dev.inlet.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as people and programs write it: {@link Timestamps}' ISO-8601; its reduced forms, {@code
 * 2014} and {@code 2015-11}; Unix seconds or milliseconds; what Go prints; RFC 2822 and what
 * JavaScript prints. Without a zone UTC is meant. Only ASCII digits count.
 */
final class WrittenTime {
  /** Longer than any of the forms, names of zones included. */
  private static final int LONGEST = 120;

  private static final int DIGITS_OF_A_YEAR = 4;

  /** In seconds from 1973 to 2286, in milliseconds from 1973 to 2286: never both. */
  private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(100_000_000L);

  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(10_000_000_000L);
  private static final BigDecimal FIRST_MILLISECOND = BigDecimal.valueOf(100_000_000_000L);
  private static final BigDecimal LAST_MILLISECOND = BigDecimal.valueOf(10_000_000_000_000L);
  private static final int DECIMALS_TO_MICROSECONDS = 6;
  private static final int DECIMALS_OF_MILLISECONDS = 3;

  private static final Pattern UNIX = Pattern.compile("[0-9]{9,13}(?:\\.[0-9]+)?");

  /** A year or a month, perhaps with a time; the year perhaps with six digits and a sign. */
  private static final Pattern REDUCED =
      Pattern.compile("(?:\\+00)?([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?(T.+)?");

  /** What comes after the zone is the zone's name and what Go knows of its own clock. */
  private static final Pattern PRINTED =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+) ?([-+][0-9]{2}:?[0-9]{2})?"
              + "(?: ?([A-Za-z]{1,5}|[-+][0-9]{2,4}))?(?: m=[-+][0-9.]+)?");

  private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
  private static final Pattern WEEKDAY =
      Pattern.compile("(?i)(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\\.?");
  private static final Pattern CLOCK =
      Pattern.compile("[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern OFFSET =
      Pattern.compile("(?i)(?:GMT|UTC|UT)?([-+][0-9]{2}:?[0-9]{2})");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> WHOLE_MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** Those that RFC 2822 knows; other names mean different things in different places. */
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("Z", "Z"),
          Map.entry("UT", "Z"),
          Map.entry("UTC", "Z"),
          Map.entry("GMT", "Z"),
          Map.entry("EST", "-0500"),
          Map.entry("EDT", "-0400"),
          Map.entry("CST", "-0600"),
          Map.entry("CDT", "-0500"),
          Map.entry("MST", "-0700"),
          Map.entry("MDT", "-0600"),
          Map.entry("PST", "-0800"),
          Map.entry("PDT", "-0700"));

  private WrittenTime() {}

  /**
   * Reads a JSON value.
   *
   * @return null when it is no time, or none of the years 0001 to 9999; to the microsecond
   */
  static @Nullable Instant read(String value) {
    if (Json.isNumber(value)) {
      return unix(Json.number(value));
    }
    String text = Json.text(value);
    return text == null ? null : fromText(text);
  }

  private static @Nullable Instant fromText(String sent) {
    String text = sent.strip();
    if (text.length() > LONGEST) {
      return null;
    }
    Instant iso = isDate(text) ? Timestamps.parse(text) : null;
    if (iso != null) {
      return iso;
    }
    if (UNIX.matcher(text).matches()) {
      return unix(new BigDecimal(text));
    }
    String rewritten = rewritten(text);
    return rewritten == null ? null : Timestamps.parse(rewritten);
  }

  /** Whether it begins with a year and a hyphen, as what nearly everybody sends does. */
  private static boolean isDate(String text) {
    return text.length() > DIGITS_OF_A_YEAR && text.charAt(DIGITS_OF_A_YEAR) == '-';
  }

  private static @Nullable Instant unix(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    if (isBetween(FIRST_SECOND, number, LAST_SECOND)) {
      return fromMicroseconds(number.movePointRight(DECIMALS_TO_MICROSECONDS));
    }
    return isBetween(FIRST_MILLISECOND, number, LAST_MILLISECOND)
        ? fromMicroseconds(number.movePointRight(DECIMALS_OF_MILLISECONDS))
        : null;
  }

  private static boolean isBetween(BigDecimal first, BigDecimal number, BigDecimal last) {
    return number.compareTo(first) >= 0 && number.compareTo(last) < 0;
  }

  private static Instant fromMicroseconds(BigDecimal micros) {
    return Instant.EPOCH.plus(
        micros.setScale(0, RoundingMode.FLOOR).longValueExact(), ChronoUnit.MICROS);
  }

  /** The same time as {@link Timestamps} reads it; null when it is in none of the forms. */
  private static @Nullable String rewritten(String text) {
    Matcher printed = PRINTED.matcher(text);
    if (printed.matches()) {
      String offset = printed.group(2);
      String zone = offset == null ? zone(orElse(printed.group(3), "Z")) : offset;
      return zone == null ? null : printed.group(1) + zone;
    }
    Matcher reduced = REDUCED.matcher(text);
    if (reduced.matches()) {
      return reduced.group(1)
          + orElse(reduced.group(2), "-01")
          + orElse(reduced.group(3), "-01")
          + orElse(reduced.group(4), "");
    }
    return inWords(text);
  }

  private static String orElse(@Nullable String group, String other) {
    return group == null ? other : group;
  }

  private static @Nullable String zone(String name) {
    return ZONES.get(name.toUpperCase(Locale.ROOT));
  }

  private static @Nullable String inWords(String text) {
    var words = new Words();
    for (String word : SEPARATOR.split(COMMENT.matcher(text).replaceAll(" ").strip())) {
      if (!words.take(word)) {
        return null;
      }
    }
    return words.iso();
  }

  /** A date with its month in words, whose parts may stand in any order. */
  private static final class Words {
    private int year = -1;
    private int month;
    private int day;
    private @Nullable String clock;
    private @Nullable String offset;

    /** Whether a word can be a part that is not there yet. */
    boolean take(String word) {
      if (WEEKDAY.matcher(word).matches()) {
        return true;
      }
      if (clock == null && CLOCK.matcher(word).matches()) {
        clock = word.indexOf(':') == 1 ? "0" + word : word;
        return true;
      }
      return NUMBER.matcher(word).matches() ? takeNumber(word) : takeName(word);
    }

    private boolean takeNumber(String digits) {
      int number = Integer.parseInt(digits);
      if (day == 0 && digits.length() <= 2) {
        day = number;
        return number > 0;
      }
      boolean isFirst = year < 0;
      year = digits.length() < 4 ? inCentury(number) : number;
      return isFirst;
    }

    /** As RFC 2822 has years of less than four digits. */
    private static int inCentury(int year) {
      return year < 50 ? 2000 + year : 1900 + year;
    }

    private boolean takeName(String word) {
      int named = month == 0 ? month(word.toLowerCase(Locale.ROOT)) : 0;
      if (named > 0) {
        month = named;
        return true;
      }
      Matcher numeric = OFFSET.matcher(word);
      if (numeric.matches()) {
        boolean isFirst = offset == null || offset.equals("Z");
        offset = numeric.group(1);
        return isFirst;
      }
      if (offset == null) {
        offset = zone(word);
      }
      return offset != null;
    }

    private static int month(String name) {
      int whole = WHOLE_MONTHS.indexOf(name);
      return 1 + (whole < 0 ? MONTHS.indexOf(name) : whole);
    }

    private @Nullable String iso() {
      return year < 0 || month == 0 || day == 0
          ? null
          : "%04d-%02d-%02dT%s%s"
              .formatted(
                  year, month, day, clock == null ? "00:00" : clock, offset == null ? "Z" : offset);
    }
  }
}
