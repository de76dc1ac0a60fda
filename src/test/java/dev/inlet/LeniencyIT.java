package dev.inlet;

import static dev.inlet.RunningInlet.as;
import static dev.inlet.RunningInlet.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.account.Sender;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real senders really send, taken as they mean it: over real HTTP, and back through the admin
 * API.
 */
class LeniencyIT {
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"1\"}";
  private static final String REGION = "{\"region\":\"eu\"}";

  @TempDir static Path folder;
  private static RunningInlet inlet;
  private static int accounts;

  private String account;
  private String key;
  private String trackingKey;

  @BeforeAll
  static void start() {
    inlet =
        RunningInlet.in(folder)
            .with("inlet.answer-budget", "3s")
            .with("inlet.settings[0].name", "region")
            .with("inlet.settings[0].type", "select")
            .with("inlet.settings[0].required", "true")
            .with("inlet.settings[1].name", "pageSize")
            .with("inlet.settings[1].type", "number")
            .with("inlet.settings[1].default", "50")
            .with("inlet.settings[2].name", "requireEmail")
            .with("inlet.settings[2].type", "boolean")
            .start();
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  @BeforeEach
  void newAccount() {
    account = "acme-" + ++accounts;
    key = inlet.newKey(account);
    trackingKey = inlet.newKey(account, Sender.TRACKING);
  }

  private Answer deliver(String json, String settings) {
    return inlet.deliver(key, json, "X-Segment-Settings", base64(settings));
  }

  /** Delivers a call that is processed at once. */
  private void take(String json) {
    take(json, REGION);
  }

  private void take(String json, String settings) {
    Answer answer = deliver(json, settings);
    assertEquals(200, answer.status(), answer::toString);
  }

  private void track(String fields) {
    take("{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\"," + fields + "}");
  }

  private void send(String path, String json) {
    Answer answer = inlet.post(path, json.getBytes(StandardCharsets.UTF_8), as(trackingKey));
    assertEquals(200, answer.status(), answer::toString);
  }

  private Answer get(String path) {
    return inlet.admin("GET", "/api/accounts/" + account + path);
  }

  private JsonNode event() {
    return get("/events").at("/events/0");
  }

  private Answer contact(String id) {
    return get("/contacts/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
  }

  private static void isOf(Instant expected, JsonNode event) {
    assertEquals(expected, Instant.parse(event.at("/timestamp").asText()), event::toString);
  }

  @Nested
  class BlankSettings {
    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"\"]", "\"\"", "{}", "[null,\" \"]"})
    void eventsThatAreBlankAreAllEvents(String blank) {
      take(
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"Paid\"}",
          "{\"region\":\"eu\",\"events\":" + blank + "}");

      assertEquals("Paid", event().at("/event").asText());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"traitMappings\":\"\"",
          "\"traitMappings\":[]",
          "\"traitMappings\":{\"\":\"\"}",
          "\"traitMappings\":{\"mail\":\"\"}",
          "\"requireEmail\":\"\"",
          "\"requireEmail\":0",
          "\"pageSize\":\"\"",
          "\"pageSize\":[]",
          "\"Custom\":\"\""
        })
    void refuseNothingAndAreNotSet(String blank) {
      take(IDENTIFY, "{\"region\":\"eu\"," + blank + "}");

      JsonNode delivery = get("/deliveries").at("/deliveries/0");
      assertEquals(
          "{\"region\":\"eu\",\"pageSize\":50}",
          get("/deliveries/" + delivery.at("/id").asText()).at("/settings").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"region\":\"\"}", "{\"Region\":\" \"}", "{\"region\":[]}", "{}"})
    void areMissingWhenTheyAreRequired(String settings) {
      Answer answer = deliver(IDENTIFY, settings);

      assertEquals(400, answer.status());
      assertEquals("X-Segment-Settings: setting region is missing", answer.message());
    }
  }

  @Nested
  class TraitsInTheContext {
    @ParameterizedTest
    @ValueSource(
        strings = {"\"traits\":{},", "\"traits\":null,", "\"Traits\":{\"plan\":\"own\"},", ""})
    void areThoseOfTheContact(String traits) {
      take(
          "{\"type\":\"identify\",\"userId\":\"1\","
              + traits
              + "\"context\":{\"traits\":{\"E-Mail\":\"jo@example.com\",\"Plan\":\"other\"}}}",
          "{\"region\":\"eu\",\"requireEmail\":true}");

      Answer contact = contact("1");
      assertEquals("jo@example.com", contact.at("/fields/email").asText());
      assertEquals(traits.contains("own"), contact.at("/traits/Plan").isMissingNode());
      assertEquals("jo@example.com", get("/contacts/1/traits/email").at("/field/value").asText());
    }

    @Test
    void comeByEverySender() {
      send(
          "/v1/batch",
          "{\"batch\":[{\"type\":\"identify\",\"userId\":\"2\"}],"
              + "\"context\":{\"TRAITS\":{\"first_name\":\"Jo\",\"n\":1.10}}}");

      assertEquals("Jo", contact("2").at("/fields/firstName").asText());
      assertTrue(contact("2").body().contains("\"n\":1.10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"track", "page", "group"})
    void ofOtherCallsChangeNoContactAndNoCompany(String type) {
      take(
          "{\"type\":\"%s\",\"userId\":\"1\",\"event\":\"e\",\"groupId\":\"g\",\"context\":{\"traits\":{\"name\":\"Jo\"}}}"
              .formatted(type));

      assertEquals(0, get("/contacts").at("/contacts").size());
      assertEquals(type.equals("group") ? 1 : 0, get("/companies").at("/companies").size());
      assertTrue(get("/companies").at("/companies/0/fields/name").isMissingNode());
    }
  }

  @Nested
  class OddClocks {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"2021-03-04T05:06:27.029:Z\"",
          "\"\"",
          "7",
          "\"\u0662\u0660\u0662\u0661-\u0660\u0663-\u0660\u0664T05:06:07Z\"",
          "\"0001-01-01T00:00:00Z\"",
          "{}",
          "\"yesterday\""
        })
    void areAsIfTheyWereAbsent(String odd) {
      track(
          "\"timestamp\":\"2026-01-02T03:04:05Z\",\"originalTimestamp\":%1$s,\"sentAt\":%1$s,\"receivedAt\":%1$s"
              .formatted(odd));
      isOf(Instant.parse("2026-01-02T03:04:05Z"), event());

      track("\"timestamp\":%1$s,\"originalTimestamp\":\"2026-01-03\"".formatted(odd));
      isOf(Instant.parse("2026-01-03T00:00:00Z"), event());

      send("/v1/track", "{\"userId\":\"1\",\"event\":\"e\",\"timestamp\":" + odd + "}");
      isOf(Instant.parse(event().at("/storedAt").asText()), event());
    }

    @Test
    void leaveTheNextOfTheCallsOwn() {
      track(
          "\"timestamp\":\"x\",\"receivedAt\":\"2026-01-02T03:04:05Z\",\"sentAt\":\"2026-01-01\"");
      isOf(Instant.parse("2026-01-02T03:04:05Z"), event());

      track("\"sentAt\":\"2026-01-04T03:04:05Z\"");
      isOf(Instant.parse("2026-01-04T03:04:05Z"), event());
    }

    @Test
    void ofASegmentStreamHitAreAbsentToo() {
      Answer answer =
          inlet.post(
              "/track",
              "{\"sentAt\":\"soon\",\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"1\"}}}"
                  .getBytes(StandardCharsets.UTF_8),
              as(inlet.newKey(account, Sender.SEGMENTSTREAM)));

      assertEquals(204, answer.status(), answer::toString);
      isOf(Instant.parse(event().at("/storedAt").asText()), event());
    }

    @Test
    void inTraitsAreNeverTouched() {
      take(
          "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"createdAt\":\"0001-01-01T00:00:00Z\",\"birthday\":\"2014\"}}");

      assertEquals("0001-01-01T00:00:00Z", contact("1").at("/fields/createdAt").asText());
      assertEquals("2014", contact("1").at("/fields/birthday").asText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1424730535                                                             | 2015-02-23T22:28:55Z
          "1424730535.25"                                                        | 2015-02-23T22:28:55.250Z
          1424730535111                                                          | 2015-02-23T22:28:55.111Z
          "1424730535111"                                                        | 2015-02-23T22:28:55.111Z
          "2009-11-10 23:00:00 +0000 UTC"                                        | 2009-11-10T23:00:00Z
          "2009-11-10 23:00:00.5 -0800 PST m=+0.1"                               | 2009-11-11T07:00:00.500Z
          "2014"                                                                 | 2014-01-01T00:00:00Z
          "2015-11"                                                              | 2015-11-01T00:00:00Z
          "Mon, 23 Feb 2015 22:28:55 +0100"                                      | 2015-02-23T21:28:55Z
          "Mon Feb 23 2015 22:28:55 GMT+0100 (Central European Standard Time)"   | 2015-02-23T21:28:55Z
          "+002015-02-23T22:28:55Z"                                              | 2015-02-23T22:28:55Z
          """)
  void timesAreReadAsPeopleWriteThem(String time, Instant expected) {
    track("\"timestamp\":" + time);
    isOf(expected, event());

    send("/v1/track", "{\"userId\":\"1\",\"event\":\"e\",\"timestamp\":" + time + "}");
    isOf(expected, event());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "revenue":"€19.99"                       | 19.99   | EUR
          "revenue":"£1,000"                       | 1000    | GBP
          "revenue":"¥5000"                        | 5000    | null
          "revenue":"1.127,54 €"                   | 1127.54 | EUR
          "revenue":"13,95"                        | 13.95   | USD
          "revenue":"13,95","currency":"eur"       | 13.95   | EUR
          "revenue":"CHF 1'250.05"                 | 1250.05 | CHF
          "revenue":"€5","currency":"USD"          | 5       | USD
          "revenue":"$19.99"                       | 19.99   | USD
          "revenue":"1.234 €"                      | null    | null
          "revenue":"twelve"                       | null    | null
          """)
  void eurosAreNoDollars(String properties, String revenue, String currency) {
    track("\"properties\":{" + properties + "}");

    assertEquals(revenue, event().at("/revenue").asText());
    assertEquals(currency, event().at("/currency").asText());
    assertEquals("{" + properties + "}", event().at("/properties").toString(), "as sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Order Completed", "Completed Order", "order_completed", "COMPLETED_ORDER"})
  void totalIsTheRevenueOfAnOrder(String name) {
    take(
        "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"%s\",\"properties\":{\"Total\":\"27,55 €\"}}"
            .formatted(name));

    assertEquals("27.55", event().at("/revenue").asText());
    assertEquals("EUR", event().at("/currency").asText());
  }

  @Nested
  class SendersKeys {
    private static final String SECRET = "S3cretOfSomebody";

    private void isNowhere() {
      for (String list : new String[] {"/contacts", "/events", "/deliveries"}) {
        assertFalse(get(list).body().contains(SECRET), list);
      }
      get("/deliveries")
          .at("/deliveries")
          .forEach(
              delivery ->
                  assertFalse(
                      get("/deliveries/" + delivery.at("/id").asText()).body().contains(SECRET),
                      delivery::toString));
    }

    private void oneIsListed() {
      inlet.await(
          "/api/accounts/" + account + "/deliveries",
          answer -> answer.at("/deliveries").size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeKey", "write_key", "WRITEKEY", "Write-Key", "wr\\u0069teKey"})
    void areNotKeptOfACall(String name) {
      String member = "\"%s\":\"%s\"".formatted(name, SECRET);
      take(
          "{%s,\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"n\": 1.10},\"context\":{%s}}"
              .formatted(member, member));

      oneIsListed();
      isNowhere();
      String id = get("/deliveries").at("/deliveries/0/id").asText();
      assertEquals(
          "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"n\": 1.10},\"context\":{}}",
          get("/deliveries/" + id).at("/body").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeKey", "WRITE KEY", "Write_Key"})
    void areNotKeptOfABatch(String name) {
      String member = "\"%s\":\"%s\"".formatted(name, trackingKey);
      String call = "{%s,\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\",\"context\":{%s}}";
      send(
          "/v1/batch",
          "{\"batch\":[%s],%s,\"context\":{%s}}"
              .formatted(call.formatted(member, member), member, member));

      oneIsListed();
      String id = get("/deliveries").at("/deliveries/0/id").asText();
      assertFalse(get("/deliveries/" + id).body().contains(trackingKey));
      assertFalse(event().toString().contains(trackingKey));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{\"type\":\"delete\",\"WRITEKEY\":\"S3cretOfSomebody\",\"context\":{\"write_key\":\"S3cretOfSomebody\"}}|501",
          "{\"type\":\"identify\",\"writeKey\":\"S3cretOfSomebody\"}|400",
          "{\"type\":\"identify\",\"userId\":\"1\",\"write-key\":\"S3cretOfSomebody\"} x|400",
          "{\"writeKey\":\"S3cretOfSomebody\",\"type\":|400",
        })
    void areNotKeptOfARefusedCall(String body, int status) {
      assertEquals(status, deliver(body, REGION).status());

      oneIsListed();
      isNowhere();
    }

    @Test
    void areNotKeptWhenTheSettingsAreWrong() {
      assertEquals(
          400,
          deliver("{\"writeKey\":\"" + SECRET + "\",\"type\":\"identify\",\"userId\":\"1\"}", "{}")
              .status());

      oneIsListed();
      isNowhere();
      String id = get("/deliveries").at("/deliveries/0/id").asText();
      assertEquals(
          "{\"type\":\"identify\",\"userId\":\"1\"}",
          get("/deliveries/" + id).at("/body").asText());
    }

    @Test
    void areTheirOwnAmongTraitsAndProperties() {
      track("\"properties\":{\"writeKey\":\"theirs\"}");

      assertEquals("{\"writeKey\":\"theirs\"}", event().at("/properties").toString());
    }

    @Test
    void tellNoRepeatFromItsFirstDelivery() {
      String sent =
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\",\"writeKey\":\"%s\",\"sentAt\":\"2026-01-02\"}"
              .formatted(SECRET);
      take(sent);
      take(sent);

      assertEquals(1, get("/events").at("/events").size());
    }
  }

  @Nested
  class RequiredEmail {
    private static final String REQUIRED = "{\"region\":\"eu\",\"requireEmail\":true}";

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"email\":null}", "{\"Email\":\"\"}"})
    void isAUserIdThatIsOne(String traits) {
      take(
          "{\"type\":\"identify\",\"userId\":\"ada@example.com\",\"traits\":" + traits + "}",
          REQUIRED);

      assertEquals("ada@example.com", contact("ada@example.com").at("/fields/email").asText());
      assertEquals(1, get("/contacts?email=ada@example.com").at("/contacts").size());
    }

    @Test
    void isTheOneSentBeforeTheUserId() {
      take(
          "{\"type\":\"identify\",\"userId\":\"ada@example.com\",\"traits\":{\"email\":\"work@example.com\"}}",
          REQUIRED);
      take("{\"type\":\"identify\",\"userId\":\"ada@example.com\",\"traits\":{\"a\":1}}", REQUIRED);

      assertEquals("work@example.com", contact("ada@example.com").at("/fields/email").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada@example", "@example.com"})
    void isNoOtherUserId(String userId) {
      Answer answer = deliver("{\"type\":\"identify\",\"userId\":\"" + userId + "\"}", REQUIRED);

      assertEquals(400, answer.status());
      assertEquals("Missing email address", answer.message());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "12345.0", "1.2345e4", "1234500E-2", "\"12345\""})
  void oneNumberIsOneUser(String number) {
    take("{\"type\":\"identify\",\"userId\":\"12345\",\"traits\":{\"a\":1}}");
    take("{\"type\":\"identify\",\"userId\":%s,\"traits\":{\"b\":2}}".formatted(number));

    assertEquals(1, get("/contacts").at("/contacts").size());
    assertEquals("{\"a\":1,\"b\":2}", contact("12345").at("/traits").toString());
  }

  @Nested
  class WhatWasRepaired {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"type\":\"identify\",\"context\":{\"traits\":{\"name\":\"Jo\"}}|Traits were taken from"
              + " context.traits",
          "\"type\":\"identify\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"sentAt\":\"soon\"|A clock that cannot be read was left out",
          "\"type\":\"track\",\"event\":\"e\",\"properties\":{\"revenue\":\"€5\"}|The currency was taken"
              + " from the text of the amount",
          "\"type\":\"track\",\"event\":\"e\",\"properties\":{\"revenue\":\"1.234 €\"}|The revenue cannot"
              + " be read as an amount and stays a property"
        })
    void isToldWithTheDelivery(String fields, String warning) {
      take("{\"userId\":\"1\"," + fields + "}");

      assertEquals(List.of(warning), warnings());
    }

    @Test
    void isNothingOfAPlainCall() {
      take(IDENTIFY);

      assertEquals(List.of(), warnings());
      assertTrue(get("/deliveries?warnings=true").at("/deliveries").isEmpty());
    }

    @Test
    void isListedAndLookedFor() {
      take(IDENTIFY);
      take("{\"type\":\"identify\",\"userId\":\"1\",\"messageId\":\"m\",\"sentAt\":\"soon\"}");
      take(IDENTIFY);

      JsonNode found = get("/deliveries?warnings=true").at("/deliveries");
      assertEquals(1, found.size());
      assertEquals("m", found.at("/0/messageId").asText());
      assertEquals("A clock that cannot be read was left out", found.at("/0/warnings/0").asText());
      assertEquals(1, get("/deliveries?warnings=true&type=identify").at("/deliveries").size());
      assertEquals(0, get("/deliveries?warnings=true&type=track").at("/deliveries").size());
      assertEquals(0, get("/deliveries?warnings=true&status=400").at("/deliveries").size());
      assertEquals(3, get("/deliveries?warnings=false").at("/deliveries").size());
    }

    @Test
    void isLookedForByTrueOrFalse() {
      Answer answer = inlet.admin("GET", "/api/accounts/" + account + "/deliveries?warnings=1");

      assertEquals(400, answer.status());
      assertEquals("warnings must be true or false", answer.message());
    }

    @Test
    void isToldOfBlankSettings() {
      deliver(IDENTIFY, "{\"region\":\"eu\",\"pageSize\":\"\"}");

      assertEquals(List.of("A blank setting was left out"), warnings());
    }

    @Test
    void isCountedByKind() {
      deliver(IDENTIFY, "{\"region\":\"eu\",\"pageSize\":\"\"}");

      String metrics = inlet.admin("GET", "/prometheus").body();
      assertTrue(metrics.contains("inlet_calls_repaired_total{repair=\"setting_blank\"}"), metrics);
    }

    private List<String> warnings() {
      String id = get("/deliveries").at("/deliveries/0/id").asText();
      var warnings = new ArrayList<String>();
      get("/deliveries/" + id).at("/warnings").forEach(one -> warnings.add(one.asText()));
      return warnings;
    }
  }
}
