package dev.inlet.handler;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it, with marks between thousands and before decimals, whichever those
 * are where they live. It is read when it can mean one number only.
 */
final class Digits {
  private static final Pattern INTEGER = Pattern.compile("[0-9]+");
  private static final Pattern GROUPED =
      Pattern.compile("[1-9][0-9]{0,2}([.,' ])[0-9]{3}(?:\\1[0-9]{3})*");
  private static final int GROUP = 3;

  private Digits() {}

  /**
   * Reads digits with marks between them.
   *
   * @param isEnglish whether a comma stands between thousands and a point before decimals, should
   *     the number itself not say so
   * @return null when it is no number, or may be two
   */
  static @Nullable BigDecimal read(String written, boolean isEnglish) {
    String text = written.replaceAll("[\\s\\u00A0\\u202F]", " ").replace('’', '\'');
    int decimals = decimalMark(text, isEnglish);
    String whole = decimals < 0 ? text : text.substring(0, decimals);
    String fraction = decimals < 0 ? "" : text.substring(decimals + 1);
    boolean isNumber =
        (INTEGER.matcher(whole).matches() || GROUPED.matcher(whole).matches())
            && (decimals < 0 || INTEGER.matcher(fraction).matches());
    return isNumber && !isTwoNumbers(text, isEnglish)
        ? new BigDecimal(whole.replaceAll("[^0-9]", "") + (decimals < 0 ? "" : "." + fraction))
        : null;
  }

  /** Where the decimals begin; -1 when there are none. */
  private static int decimalMark(String text, boolean isEnglish) {
    int point = text.lastIndexOf('.');
    int comma = text.lastIndexOf(',');
    int last = Math.max(point, comma);
    if (last < 0 || isRepeated(text, last)) {
      return -1;
    }
    boolean isAlone = INTEGER.matcher(text.substring(0, last)).matches();
    return isAlone && comma >= 0 && isEnglish && mayGroup(text, last) ? -1 : last;
  }

  private static boolean isRepeated(String text, int mark) {
    return text.indexOf(text.charAt(mark)) < mark;
  }

  /** "1.234 €" and "1,234 €" are a thousand, or one and a bit; "1234,567" nobody writes. */
  private static boolean isTwoNumbers(String text, boolean isEnglish) {
    int mark = Math.max(text.indexOf('.'), text.indexOf(','));
    if (mark < 0 || !INTEGER.matcher(text.substring(0, mark)).matches()) {
      return false;
    }
    return isEnglish
        ? text.charAt(mark) == ',' && text.length() - mark - 1 == GROUP && mark > GROUP
        : mayGroup(text, mark);
  }

  /** Whether what stands around a mark may be thousands: "1,234", but not "0,234" or "1,23". */
  private static boolean mayGroup(String text, int mark) {
    return text.length() - mark - 1 == GROUP && mark <= GROUP && text.charAt(0) != '0';
  }
}
