package dev.inlet.handler;

import dev.inlet.codec.Json;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Currencies as senders name them: by code, or by a sign that means one alone. */
final class Currencies {
  /** What Segment's spec has an amount be in that names no currency, and one with a dollar sign. */
  static final String DEFAULT = "USD";

  private static final String DOLLAR = "$";

  /** In lower case. */
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("₹", "INR"),
          Map.entry("₽", "RUB"),
          Map.entry("₩", "KRW"),
          Map.entry("₪", "ILS"),
          Map.entry("₫", "VND"),
          Map.entry("₴", "UAH"),
          Map.entry("₺", "TRY"),
          Map.entry("₦", "NGN"),
          Map.entry("₱", "PHP"),
          Map.entry("₵", "GHS"),
          Map.entry("₸", "KZT"),
          Map.entry("₾", "GEL"),
          Map.entry("฿", "THB"),
          Map.entry("zł", "PLN"),
          Map.entry("kč", "CZK"),
          Map.entry("ft", "HUF"),
          Map.entry("лв", "BGN"),
          Map.entry("руб", "RUB"),
          Map.entry("us$", "USD"),
          Map.entry("a$", "AUD"),
          Map.entry("au$", "AUD"),
          Map.entry("ca$", "CAD"),
          Map.entry("nz$", "NZD"),
          Map.entry("hk$", "HKD"),
          Map.entry("nt$", "TWD"),
          Map.entry("s$", "SGD"),
          Map.entry("r$", "BRL"),
          Map.entry("mx$", "MXN"));

  /** Kronor, kroner and krónur; rupees of several countries. */
  private static final Set<String> AMBIGUOUS = Set.of("kr", "rs", "fr");

  private static final Pattern SIGN = Pattern.compile(".*\\p{Sc}");

  private Currencies() {}

  /**
   * What a property or a mark beside an amount says.
   *
   * @param code of ISO 4217; null when the currency cannot be told
   * @param isDollarSign whether it is that sign alone, which stands for the default
   */
  record Named(@Nullable String code, boolean isDollarSign) {
    private static final Named UNKNOWN = new Named(null, false);
  }

  /** What a property says; null when it is absent, null or blank. */
  static @Nullable Named ofProperty(@Nullable String value) {
    String text = Json.text(value);
    if (value == null || Json.isNull(value) || text != null && text.isBlank()) {
      return null;
    }
    Named named = text == null ? null : ofMark(text.strip());
    return named == null ? Named.UNKNOWN : named;
  }

  /** What a mark says; null when it names no currency at all. */
  static @Nullable Named ofMark(String mark) {
    if (mark.equals(DOLLAR)) {
      return new Named(DEFAULT, true);
    }
    String sign = mark.toLowerCase(Locale.ROOT);
    sign = sign.endsWith(".") ? sign.substring(0, sign.length() - 1) : sign;
    String code = SIGNS.get(sign);
    if (code != null) {
      return new Named(code, false);
    }
    if (AMBIGUOUS.contains(sign) || SIGN.matcher(sign).matches()) {
      return Named.UNKNOWN;
    }
    try {
      return new Named(
          Currency.getInstance(mark.toUpperCase(Locale.ROOT)).getCurrencyCode(), false);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
