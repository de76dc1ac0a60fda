package dev.inlet.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.inlet.call.Warning;
import dev.inlet.codec.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static @Nullable BigDecimal amount(@Nullable String value) {
    Money money = Money.read(value, null);
    return money == null ? null : money.amount();
  }

  @Nested
  class Amounts {
    @ParameterizedTest
    @CsvSource({
      "19.99, 19.99",
      "1.10, 1.10",
      "0, 0",
      "-5, -5",
      "9007199254740993, 9007199254740993",
      "0.30000000000000004, 0.30000000000000004",
      "19.990000000000002, 19.990000000000002",
      "12345678901234567890, 12345678901234567890"
    })
    void numbersKeepTheirDigits(String number, BigDecimal amount) {
      assertEquals(amount, amount(number));
    }

    @Test
    void exponentIsANumberToo() {
      assertEquals(0, new BigDecimal("1500").compareTo(amount("1.5e3")));
      assertEquals(0, new BigDecimal("0.0015").compareTo(amount("1.5E-3")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            19.99         | 19.99
            $19.99        | 19.99
            '  $19.99 '   | 19.99
            $ 19.99       | 19.99
            1,019.99      | 1019.99
            $1,019.99     | 1019.99
            1,234,567     | 1234567
            1234567       | 1234567
            -$5           | -5
            $-5           | -5
            $ -5          | -5
            -5            | -5
            - 5           | -5
            +5            | 5
            +$5           | 5
            € 10.50       | 10.50
            €10.50        | 10.50
            £3            | 3
            ¥1,000        | 1000
            0.00          | 0.00
            -0.50         | -0.50
            19.99 USD     | 19.99
            USD 19.99     | 19.99
            19.99$        | 19.99
            −5.00         | -5.00
            13,95         | 13.95
            19,99         | 19.99
            1,5           | 1.5
            0,500         | 0.500
            1.127,54 €    | 1127.54
            1.127.000,5   | 1127000.5
            1.127.000     | 1127000
            1,127,000.5   | 1127000.5
            1 127,54 €    | 1127.54
            1 127 €       | 1127
            1'127.50 CHF  | 1127.50
            1 127,545 €   | 1127.545
            1 000         | 1000
            1.234         | 1.234
            £1,234        | 1234
            -13,95 EUR    | -13.95
            """)
    void textsAreReadAsPeopleWriteThem(String text, BigDecimal amount) {
      assertEquals(amount, amount(Json.quote(text)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "$",
          "-",
          "free",
          "$$5",
          "--5",
          "+-5",
          "-$-5",
          "1,0,1,9",
          "1.234 €",
          "€1.234",
          "1,234 €",
          "1.127 kr",
          "1,127.54.1",
          "1.127,54,1",
          "1,12,500",
          "1.12 500",
          "5 apples",
          "USD",
          "$5 apples",
          "5k",
          ".5",
          "1234,567",
          ",5",
          "5,",
          "5.",
          "1.2.3",
          "1e3",
          "0x10",
          "NaN",
          "Infinity",
          "١٢",
          "100000000000000000000000000000000000000000000000000"
        })
    void otherTextsAreNoAmounts(String text) {
      assertNull(amount(Json.quote(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[1]", "{\"amount\":1}"})
    void otherValuesAreNoAmounts(String value) {
      assertNull(amount(value));
    }

    @Test
    void nothingIsNoAmount() {
      assertNull(amount(null));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1e999999999",
          "-1e999999999",
          "1e-999999999",
          "0e999999999",
          "1e99999999999",
          "1e2147483647",
          "123456789012345678901",
          "0.123456789012345678901"
        })
    void whatNoStoreCanHoldIsLeftOutAtOnce(String number) {
      assertNull(assertTimeoutPreemptively(Duration.ofSeconds(1), () -> wrapped(number)).amount());
    }

    @Test
    void endlessTextIsLeftOutAtOnce() {
      for (String text : new String[] {"9".repeat(400_000), "1" + ",000".repeat(100_000)}) {
        assertNull(
            assertTimeoutPreemptively(Duration.ofMillis(500), () -> wrapped(Json.quote(text)))
                .amount());
      }
    }

    private record Wrapped(@Nullable BigDecimal amount) {}

    private static Wrapped wrapped(String value) {
      return new Wrapped(MoneyTest.amount(value));
    }
  }

  @Nested
  class Currencies {
    private static @Nullable String currency(String amount, @Nullable String property) {
      Money money = Money.read(Json.quote(amount), property);
      assertNotNull(money);
      return money.currency();
    }

    @ParameterizedTest
    @CsvSource({"USD,USD", "eur,EUR", "' gbp ',GBP", "Jpy,JPY", "€,EUR", "US$,USD", "$,USD"})
    void propertyIsReadInAnyCase(String text, String code) {
      assertEquals(code, Money.currency(Json.quote(text)));
      assertEquals(code, currency("€5", Json.quote(text)), "before the text");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\"4127\"", "\"Euro\"", "\"ZZZ\"", "\"US\"", "\"¥\"", "978", "true", "{}"})
    void propertyThatIsNoCodeIsNoDollar(String value) {
      assertNull(Money.currency(value));
      assertNull(currency("5", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null"})
    void absentCurrencyIsTheDefault(String value) {
      assertEquals("USD", Money.currency(value));
      assertEquals("USD", Money.currency(null));
      assertEquals("USD", currency("5", value));
      assertEquals("EUR", currency("€5", value));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            19.99        | USD
            $19.99       | USD
            US$19.99     | USD
            €19.99       | EUR
            19,99 €      | EUR
            £1,000       | GBP
            ₹500         | INR
            500 ₽        | RUB
            100 zł       | PLN
            Kč 100       | CZK
            R$ 10        | BRL
            CA$5         | CAD
            19.99 USD    | USD
            EUR 5        | EUR
            5 chf        | CHF
            $5 CAD       | CAD
            5 руб.       | RUB
            """)
    void unambiguousMarkIsTheCurrency(String amount, String code) {
      assertEquals(code, currency(amount, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"¥5000", "￥5000", "100 kr", "kr. 100", "Rs 100", "¤5", "C$5", "€5 USD"})
    void ambiguousMarkIsNone(String amount) {
      assertNull(currency(amount, null));
      assertEquals("SEK", currency(amount, "\"SEK\""), "but for a property");
    }

    @Test
    void whatWasTakenFromTheTextIsSaid() {
      assertEquals(Set.of(), warnings("$5", null));
      assertEquals(Set.of(), warnings("€5", "\"EUR\""));
      assertEquals(Set.of(Warning.CURRENCY_FROM_TEXT), warnings("€5", null));
      assertEquals(Set.of(Warning.CURRENCY_UNKNOWN), warnings("¥5", null));
      assertEquals(Set.of(Warning.CURRENCY_UNKNOWN), warnings("$5", "\"Euro\""));
    }

    private static Set<Warning> warnings(String amount, @Nullable String property) {
      Money money = Money.read(Json.quote(amount), property);
      assertNotNull(money);
      return money.warnings();
    }
  }
}
