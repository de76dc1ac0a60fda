package dev.inlet.handler;

import dev.inlet.call.Warning;
import dev.inlet.codec.Json;
import dev.inlet.handler.Currencies.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount and its currency as senders write them. Neither is guessed: euros are no dollars, and
 * "1.234 €" is no amount.
 *
 * @param currency ISO 4217; null when it cannot be told
 * @param warnings what was not as plain as it should be
 */
record Money(BigDecimal amount, @Nullable String currency, Set<Warning> warnings) {
  private static final String MARK = "(\\p{L}[\\p{L}.]{0,3}\\p{Sc}?|\\p{Sc}|)";
  private static final String GAP = "[\\s\\u00A0\\u202F]*";
  private static final String NUMBER = "([0-9](?:[0-9.,'’\\s\\u00A0\\u202F]*[0-9])?)";

  /** A sign before or after the currency's; a currency before or after the number. */
  private static final Pattern TEXT =
      Pattern.compile(String.join(GAP, "([-+\u2212]?)", MARK, "([-+\u2212]?)", NUMBER, MARK));

  /** Where a comma stands between thousands. Elsewhere it may, or before decimals. */
  private static final Set<String> ENGLISH =
      Set.of("USD", "GBP", "JPY", "CNY", "AUD", "CAD", "NZD", "HKD", "SGD");

  private static final Set<String> YEN_OR_YUAN = Set.of("¥", "￥");

  /** Far more than an amount needs; far less than makes reading one slow. */
  private static final int MAX_TEXT_LENGTH = 100;

  /** No amount of money needs more; what exceeds it cannot be stored and is left to properties. */
  private static final int MAX_INTEGER_DIGITS = 20;

  /** Enough for what sums of floating-point prices look like: 0.30000000000000004. */
  private static final int MAX_DECIMALS = 20;

  /**
   * Reads an amount.
   *
   * @param value a number, or text such as "19.99", "$1,019.99", "1.127,54 €" or "EUR 5"
   * @param currency what names its currency elsewhere, which counts before its own text
   * @return null when it is no amount, or may be two
   */
  static @Nullable Money read(@Nullable String value, @Nullable String currency) {
    Named named = Currencies.ofProperty(currency);
    String text = Json.text(value);
    if (text != null) {
      return text.length() > MAX_TEXT_LENGTH ? null : fromText(text.strip(), named);
    }
    BigDecimal number = Json.number(value);
    return number == null ? null : of(number, named, List.of());
  }

  /** The currency that a property names; the default when it names none. */
  static @Nullable String currency(@Nullable String value) {
    Named named = Currencies.ofProperty(value);
    return named == null ? Currencies.DEFAULT : named.code();
  }

  private static @Nullable Money fromText(String text, @Nullable Named named) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !parts.group(1).isEmpty() && !parts.group(3).isEmpty()) {
      return null;
    }
    var marks = new ArrayList<Named>();
    boolean isEnglish = true;
    for (String mark : List.of(parts.group(2), parts.group(5))) {
      Named one = mark.isEmpty() ? null : Currencies.ofMark(mark);
      if (one != null) {
        marks.add(one);
        isEnglish &= isEnglish(one) || YEN_OR_YUAN.contains(mark);
      } else if (!mark.isEmpty()) {
        return null;
      }
    }
    isEnglish = named == null ? isEnglish : isEnglish(named);
    BigDecimal amount = Digits.read(parts.group(4), isEnglish);
    String sign = parts.group(1) + parts.group(3);
    return amount == null
        ? null
        : of(sign.isEmpty() || sign.equals("+") ? amount : amount.negate(), named, marks);
  }

  private static boolean isEnglish(Named named) {
    return named.code() != null && ENGLISH.contains(named.code());
  }

  private static @Nullable Money of(BigDecimal amount, @Nullable Named named, List<Named> marks) {
    if (isOutOfRange(amount)) {
      return null;
    }
    Named told = named == null ? told(marks) : named;
    if (told == null) {
      return new Money(amount, Currencies.DEFAULT, Set.of());
    }
    if (told.code() == null) {
      return new Money(amount, null, Set.of(Warning.CURRENCY_UNKNOWN));
    }
    return new Money(
        amount,
        told.code(),
        named != null || told.isDollarSign() ? Set.of() : Set.of(Warning.CURRENCY_FROM_TEXT));
  }

  /** "$5 CAD" are Canadian dollars; "€5 USD" are nobody knows what. */
  private static @Nullable Named told(List<Named> marks) {
    List<Named> distinct = marks.stream().distinct().filter(mark -> !mark.isDollarSign()).toList();
    if (distinct.isEmpty()) {
      return marks.isEmpty() ? null : marks.getFirst();
    }
    return distinct.size() == 1 ? distinct.getFirst() : new Named(null, false);
  }

  private static boolean isOutOfRange(BigDecimal amount) {
    return amount.scale() > MAX_DECIMALS
        || (long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS;
  }
}
