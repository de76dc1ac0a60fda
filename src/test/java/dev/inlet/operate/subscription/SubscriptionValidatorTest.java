package dev.inlet.operate.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.inlet.forward.WantedTypes;
import dev.inlet.operate.OperationRefused;
import dev.inlet.webhook.WebhookPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionValidatorTest {
  private final SubscriptionValidator validator =
      new SubscriptionValidator(new WebhookPolicy(false, 100));

  private static void refused(String sentence, Executable asked) {
    assertEquals(sentence, assertThrows(OperationRefused.class, asked).message());
  }

  @Nested
  class Addresses {

    @Test
    void publicOnesAreTaken() {
      assertEquals(
          URI.create("https://example.com/hook?a=b"),
          validator.url("https://example.com/hook?a=b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void oneMustBeThere(String url) {
      String missing = "Missing url: an https address of up to 2,000 characters";
      refused(missing, () -> validator.url(url));
      refused(missing, () -> validator.url(null));
      refused(missing, () -> validator.url("https://example.com/" + "x".repeat(1_981)));
    }

    @Test
    void whatIsNoneIsRefused() {
      refused("url must be an https address", () -> validator.url("https://exa mple.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "https://127.0.0.1/", "https://10.0.0.1/"})
    void whereWebhooksMayNotGoIsRefused(String url) {
      assertThrows(OperationRefused.class, () -> validator.url(url));
    }
  }

  @Nested
  class Types {

    @Test
    void allAreWantedWhenNobodySays() {
      assertEquals(WantedTypes.ALL, validator.types(null));
    }

    @Test
    void unknownOnesAreRefused() {
      refused(
          "types must be kinds of changes, such as contact.updated",
          () -> validator.types(List.of("contact.updated", "rain")));
    }

    @Test
    void namesAreKeptUpTo500Characters() {
      List<String> many =
          IntStream.range(0, 9).mapToObj(i -> "x" + i + "." + "y".repeat(58)).toList();
      refused("types may be 500 characters together", () -> validator.types(many));
    }
  }

  @Nested
  class Headers {

    @Test
    void thoseThatCanBeSentAreTaken() {
      assertEquals(Map.of(), validator.headers(null));
      Map<String, String> asked = Map.of("X-Team", "growth", "Authorization", "Bearer ~x y");
      assertEquals(asked, validator.headers(asked));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "X Team|growth",
          "''|growth",
          "Content-Length|1",
          "WEBHOOK-ID|1",
          "X-Team|gröwth",
          "X-Team|'a\tb'",
        })
    void thoseThatCannotAreRefused(String name, String value) {
      refused("A header cannot be sent: " + name, () -> validator.headers(Map.of(name, value)));
    }

    @Test
    void tenOfUpTo2000CharactersAreTaken() {
      var asked = new HashMap<String, String>();
      for (int i = 0; i < 10; i++) {
        asked.put("X-" + i, "v".repeat(2_000));
      }
      assertEquals(asked, validator.headers(asked));
      refused(
          "A header cannot be sent: X-0",
          () -> validator.headers(Map.of("X-0", "v".repeat(2_001))));
      asked.put("X-10", "v");
      refused("headers may be 10 at most", () -> validator.headers(asked));
    }
  }

  @Nested
  class Overlaps {

    @Test
    void aDayIsUsual() {
      assertEquals(Duration.ofDays(1), validator.overlap(null));
      assertEquals(Duration.ZERO, validator.overlap("PT0S"));
      assertEquals(Duration.ofDays(7), validator.overlap("P7D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a day", "-PT1S", "PT168H1S", ""})
    void othersAreRefused(String overlap) {
      refused(
          "overlap must be a duration from PT0S to P7D, such as PT24H",
          () -> validator.overlap(overlap));
    }
  }
}
