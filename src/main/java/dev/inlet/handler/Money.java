package dev.inlet.handler;

import dev.inlet.codec.Json;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts and currencies as senders write them. */
final class Money {
  private static final String DEFAULT_CURRENCY = "USD";

  /** A sign before or after the currency's; commas only between thousands: "19,99" is no 1999. */
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?:[-+]?\\p{Sc}?|\\p{Sc}\\s*[-+])\\s*((?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\\.[0-9]+)?)");

  /** Far more than an amount needs; far less than makes reading one slow. */
  private static final int MAX_TEXT_LENGTH = 100;

  /** No amount of money needs more; what exceeds it cannot be stored and is left to properties. */
  private static final int MAX_INTEGER_DIGITS = 20;

  /** Enough for what sums of floating-point prices look like: 0.30000000000000004. */
  private static final int MAX_DECIMALS = 20;

  private Money() {}

  /** A number, or text such as "19.99" or "$1,019.99"; null for everything else. */
  static @Nullable BigDecimal amount(@Nullable String value) {
    String text = Json.text(value);
    BigDecimal amount = text == null ? Json.number(value) : fromText(text.strip());
    return amount == null || isOutOfRange(amount) ? null : amount;
  }

  private static @Nullable BigDecimal fromText(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      return null;
    }
    var matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    var amount = new BigDecimal(matcher.group(1).replace(",", ""));
    return text.indexOf('-') < 0 ? amount : amount.negate();
  }

  private static boolean isOutOfRange(BigDecimal amount) {
    return amount.scale() > MAX_DECIMALS
        || (long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS;
  }

  /** An ISO 4217 code in upper case; the default when there is none or it is not one. */
  static String currency(@Nullable String value) {
    String text = Json.text(value);
    if (text == null) {
      return DEFAULT_CURRENCY;
    }
    try {
      return Currency.getInstance(text.strip().toUpperCase(Locale.ROOT)).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      return DEFAULT_CURRENCY;
    }
  }
}
