package dev.inlet.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.inlet.codec.Json;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

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
      assertEquals(amount, Money.amount(number));
    }

    @Test
    void exponentIsANumberToo() {
      assertEquals(0, new BigDecimal("1500").compareTo(Money.amount("1.5e3")));
      assertEquals(0, new BigDecimal("0.0015").compareTo(Money.amount("1.5E-3")));
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
            """)
    void textsAreReadAsPeopleWriteThem(String text, BigDecimal amount) {
      assertEquals(amount, Money.amount(Json.quote(text)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "$",
          "-",
          "free",
          "19.99 USD",
          "USD 19.99",
          "19.99$",
          "$$5",
          "--5",
          "+-5",
          "-$-5",
          "19,99",
          "1,5",
          "1,00",
          "1,0,1,9",
          "1234,567",
          "1.019,99",
          ",5",
          "5,",
          "5.",
          "1.2.3",
          "1e3",
          "0x10",
          "NaN",
          "Infinity",
          "١٢",
          "1 000",
          "100000000000000000000000000000000000000000000000000"
        })
    void otherTextsAreNoAmounts(String text) {
      assertNull(Money.amount(Json.quote(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[1]", "{\"amount\":1}"})
    void otherValuesAreNoAmounts(String value) {
      assertNull(Money.amount(value));
    }

    @Test
    void nothingIsNoAmount() {
      assertNull(Money.amount(null));
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

    private record Wrapped(@org.jspecify.annotations.Nullable BigDecimal amount) {}

    private static Wrapped wrapped(String value) {
      return new Wrapped(Money.amount(value));
    }
  }

  @Nested
  class Currencies {
    @ParameterizedTest
    @CsvSource({"USD,USD", "eur,EUR", "' gbp ',GBP", "Jpy,JPY"})
    void codeIsReadInAnyCase(String text, String code) {
      assertEquals(code, Money.currency(Json.quote(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4127", "€", "Euro", "ZZZ", "US", "USDD"})
    void whatIsNoCodeIsTheDefault(String text) {
      assertEquals("USD", Money.currency(Json.quote(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"978", "null", "true", "{}"})
    void otherValuesAreTheDefault(String value) {
      assertEquals("USD", Money.currency(value));
    }

    @Test
    void absentCurrencyIsTheDefault() {
      assertEquals("USD", Money.currency(null));
    }
  }
}
