package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTimeTest {
  private static void reads(String text, String expected) {
    assertEquals(Instant.parse(expected), WrittenTime.read(Json.quote(text)), text);
  }

  @Nested
  class UnixTime {
    @ParameterizedTest
    @CsvSource({
      "1424730535,             2015-02-23T22:28:55Z",
      "1424730535.0,           2015-02-23T22:28:55Z",
      "1424730535.111,         2015-02-23T22:28:55.111Z",
      "1424730535.1112223334,  2015-02-23T22:28:55.111222Z",
      "1424730535111,          2015-02-23T22:28:55.111Z",
      "1424730535111.25,       2015-02-23T22:28:55.111250Z",
      "100000000,              1973-03-03T09:46:40Z",
      "9999999999,             2286-11-20T17:46:39Z",
      "100000000000,           1973-03-03T09:46:40Z",
      "9999999999999,          2286-11-20T17:46:39.999Z"
    })
    void isReadAsNumberOrText(String number, String expected) {
      assertEquals(Instant.parse(expected), WrittenTime.read(number));
      reads(number, expected);
      reads(" " + number + " ", expected);
    }

    @ParameterizedTest
    @CsvSource({
      "1.424730535e9,      2015-02-23T22:28:55Z",
      "1.424730535111E+12, 2015-02-23T22:28:55.111Z",
      "1424730535000e-3,   2015-02-23T22:28:55Z"
    })
    void mayHaveAnExponentAsANumber(String number, String expected) {
      assertEquals(Instant.parse(expected), WrittenTime.read(number));
      assertNull(WrittenTime.read(Json.quote(number)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0",
          "-1",
          "1",
          "2015",
          "20150223",
          "99999999",
          "10000000000",
          "20150223222855",
          "1424730535111222",
          "1e999999999",
          "1e-999999999",
          "1e99999999999",
          "-1424730535"
        })
    void isNothingThatMayMeanSomethingElse(String number) {
      assertNull(
          assertTimeoutPreemptively(Duration.ofSeconds(1), () -> new Read(number)).instant());
    }

    private record Read(@org.jspecify.annotations.Nullable Instant instant) {
      Read(String number) {
        this(WrittenTime.read(number));
      }
    }
  }

  @Nested
  class Iso {
    @ParameterizedTest
    @CsvSource({
      "2014,                           2014-01-01T00:00:00Z",
      "2015-11,                        2015-11-01T00:00:00Z",
      "2015-11-09,                     2015-11-09T00:00:00Z",
      "2015T10:20Z,                    2015-01-01T10:20:00Z",
      "2015-11T10:20:30.5+01:00,       2015-11-01T09:20:30.500Z",
      "+002015-02-23T22:28:55.111Z,    2015-02-23T22:28:55.111Z",
      "2015-02-23T22:28:55.111Z,       2015-02-23T22:28:55.111Z",
      "' 2015-02-23 22:28:55 ',        2015-02-23T22:28:55Z"
    })
    void mayBeReduced(String text, String expected) {
      reads(text, expected);
    }
  }

  @Nested
  class Printed {
    @ParameterizedTest
    @CsvSource({
      "2009-11-10 23:00:00 +0000 UTC,                               2009-11-10T23:00:00Z",
      "2009-11-10 23:00:00.123456789 +0000 UTC,                     2009-11-10T23:00:00.123456Z",
      "2009-11-10 23:00:00.5 -0800 PST,                             2009-11-11T07:00:00.500Z",
      "2009-11-10 23:00:00 +0545 +0545,                             2009-11-10T17:15:00Z",
      "2009-11-10 23:00:00.1 +0100 CET m=+0.000012,                 2009-11-10T22:00:00.100Z",
      "0001-01-01 00:00:00 +0000 UTC,                               0001-01-01T00:00:00Z",
      "2009-11-10 23:00:00 UTC,                                     2009-11-10T23:00:00Z",
      "2009-11-10T23:00:00 GMT,                                     2009-11-10T23:00:00Z"
    })
    void byGo(String text, String expected) {
      reads(text, expected);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Mon Feb 23 2015 22:28:55 GMT+0100 (Central European Standard Time)",
          "Mon Feb 23 2015 21:28:55 GMT+0000 (GMT)",
          "Mon, 23 Feb 2015 21:28:55 GMT"
        })
    void byJavaScript(String text) {
      reads(text, "2015-02-23T21:28:55Z");
    }

    @Test
    void byJavaScriptAsADate() {
      reads("Mon Feb 23 2015", "2015-02-23T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Mon, 23 Feb 2015 22:28:55 +0100",
          "23 Feb 2015 22:28:55 +0100",
          "23 Feb 15 21:28:55 UT",
          "Mon, 23 Feb 2015 16:28:55 EST",
          "Mon,23 Feb 2015 13:28:55 pst",
          "Mon, 23 February 2015 21:28:55 Z",
          "Mon, 23 Feb 2015 22:28:55 +0100 (CET)",
          "Mon Feb 23 21:28:55 2015",
          "Mon Feb 23 22:28:55 +0100 2015",
          "Mon Feb 23 21:28:55 UTC 2015"
        })
    void byMailAndUnix(String text) {
      reads(text, "2015-02-23T21:28:55Z");
    }

    @Test
    void withSingleDigitsAndWithoutSeconds() {
      reads("Thu, 5 Feb 2015 7:08 +0000", "2015-02-05T07:08:00Z");
      reads("5 Feb 1999 07:08:09.25 GMT", "1999-02-05T07:08:09.250Z");
      reads("5 Feb 99 07:08:09 GMT", "1999-02-05T07:08:09Z");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "yesterday",
        "null",
        "2021-03-04T05:06:27.029:Z",
        "\u0662\u0660\u0662\u0661-03-04T05:06:07Z",
        "\u0661\u0664\u0662\u0664\u0667\u0663\u0660\u0665\u0663\u0665",
        "2015-13",
        "2015-02-30",
        "15",
        "02/03/2015",
        "23.02.2015",
        "2009-11-10 23:00:00 CET",
        "30 Feb 2015 00:00:00 GMT",
        "0 Feb 2015 00:00:00 GMT",
        "23 Feb 2015 25:00:00 GMT",
        "23 Feb 2015 22:28:55 CET",
        "23 Feb 2015 10:28:55 PM",
        "23 Feb 2015 22:28:55 GMT 17",
        "23 Feb Mar 2015",
        "Feb 2015",
        "Mon 22:28:55",
        "+012015-02-23T22:28:55Z",
        "((((((((((((((((((((((((",
        "-2015"
      })
  void everythingElseIsNoTime(String text) {
    assertNull(WrittenTime.read(Json.quote(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "{}", "[1424730535]"})
  void otherValuesAreNoTimes(String value) {
    assertNull(WrittenTime.read(value));
  }

  @Test
  void endlessTextIsLeftAtOnce() {
    for (String text : new String[] {"9".repeat(400_000), "(".repeat(400_000), "Mon ".repeat(90)}) {
      assertTimeoutPreemptively(
          Duration.ofMillis(500), () -> assertNull(WrittenTime.read(Json.quote(text))));
    }
  }
}
