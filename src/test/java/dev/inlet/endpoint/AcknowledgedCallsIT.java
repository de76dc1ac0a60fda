package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls that are taken, as the admin API shows it. */
class AcknowledgedCallsIT {
  @Given private static RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  /** Delivers a call that is processed at once. */
  private void take(String json, String... headers) {
    Answer answer = inlet.deliver(key, json, headers);
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.body().isEmpty() || answer.body().equals("{}"), answer::toString);
  }

  private Answer get(String path) {
    Answer answer = inlet.admin("GET", "/api/accounts/" + account + path);
    assertEquals(200, answer.status(), answer::toString);
    return answer;
  }

  private Answer contact(String id) {
    return get("/contacts/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private JsonNode events() {
    return get("/events").at("/events");
  }

  private static String settings(String json) {
    return base64(json);
  }

  @Nested
  class AnyCasing {
    @Test
    void fieldsAndReservedTraitsAreFoundHoweverTheyAreSpelt() {
      take(
          """
          {"TYPE":"IDENTIFY","USER ID":"u1","anonymous_id":"a1","Message-Id":"m1",
           "TimeStamp":"2026-01-02T03:04:05.678Z",
           "Traits":{"E-Mail":"jo@example.com","first_name":"Jo","LastName":"Doe",
             "postal_code":"123","Custom Trait":true,"COMPANY":{"Employee_Count":7}}}
          """);

      Answer contact = contact("u1");

      assertEquals("jo@example.com", contact.at("/fields/email").asText());
      assertEquals("Jo Doe", contact.at("/fields/name").asText());
      assertEquals("123", contact.at("/fields/address/postalCode").asText());
      assertEquals(7, contact.at("/fields/company/employeeCount").asInt());
      assertTrue(contact.at("/traits/Custom Trait").asBoolean());
      assertEquals("jo@example.com", contact.at("/traits/E-Mail").asText());
      assertEquals("a1", contact.at("/anonymousIds/0").asText());
      assertEquals("2026-01-02T03:04:05.678Z", contact.at("/lastSeenAt").asText());
    }

    @Test
    void canonicalSpellingWinsOverOthers() {
      take("{\"user_id\":\"no\",\"userId\":\"yes\",\"USERID\":\"no\",\"type\":\"identify\"}");

      assertEquals("yes", contact("yes").at("/userId").asText());
    }

    @Test
    void groupTraitsAreFoundToo() {
      take(
          "{\"type\":\"Group\",\"userId\":\"1\",\"GROUP_ID\":\"g\",\"traits\":{\"NAME\":\"Acme\"}}");

      assertEquals("Acme", get("/companies").at("/companies/0/fields/name").asText());
    }
  }

  @Nested
  class Exactness {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "9007199254740993",
          "1.10",
          "1e400",
          "-0.0",
          "1E+2",
          "3.141592653589793238462643383279502884197",
          "[[1,[2.50,[]]],{\"a\":[null,true]}]",
          "\"😀 é \\\\ \\\" / \\/ \\ud83d\\ude00 \\u00e9\"",
          "\"\u2028\"",
          "{ \"spaced\" : [ 1 , 2 ] }",
          "\"\"",
        })
    void valuesComeBackAsSent(String value) {
      take("{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"x\":%s}}".formatted(value));
      take(
          "{\"type\":\"group\",\"userId\":\"1\",\"groupId\":\"g\",\"traits\":{\"x\":%s}}"
              .formatted(value));
      take(
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\",\"properties\":{\"x\":%s}}"
              .formatted(value));
      take("{\"type\":\"page\",\"userId\":\"1\",\"properties\":{\"x\":%s}}".formatted(value));

      for (String path : List.of("/contacts/1", "/companies", "/events", "/pages")) {
        String body = get(path).body();
        assertTrue(body.contains("\"x\":" + value), () -> path + ": " + body);
      }
    }

    @Test
    void whitespaceInsideOfTextAndNamesIsKept() {
      take("{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\" a\\tb \":\"  c\\n \"}}");

      assertEquals("  c\n ", contact("1").json().at("/traits").get(" a\tb ").asText());
    }

    @Test
    void propertiesComeBackWithTheirWhitespace() {
      take("{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\",\"properties\":{ \"a\" :\n1.0 }}");

      assertTrue(get("/events").body().contains("{ \"a\" :\n1.0 }"));
    }
  }

  @Nested
  class Ids {
    @ParameterizedTest
    @CsvSource({"42,42", "9007199254740993,9007199254740993", "1.50,1.5", "1e3,1000", "-7,-7"})
    void numbersCountAsTheirDecimalText(String number, String id) {
      take("{\"type\":\"identify\",\"userId\":%s}".formatted(number));

      assertEquals(id, contact(id).at("/userId").asText());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a/b", "a b", "100%", "ü€😀", "a+b", "?x=1&y", "..", "#", "a%2Fb", "a\\b", "{id}"
        })
    void anyTextLeadsToItsContact(String id) {
      take("{\"type\":\"identify\",\"userId\":%s}".formatted(dev.inlet.codec.Json.quote(id)));

      assertEquals(id, contact(id).at("/id").asText());
      assertEquals(
          1,
          get("/contacts?q=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
              .at("/contacts")
              .size());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\"undefined\"", "\"null\"", "\"[object Object]\"", "\"\"", "\" \"", "null"})
    void junkIsNoIdBesideARealOne(String junk) {
      take("{\"type\":\"identify\",\"userId\":%s,\"anonymousId\":\"a\"}".formatted(junk));

      assertTrue(contact("a").at("/userId").isNull());
    }
  }

  @Nested
  class Track {
    @Test
    void revenueIsReadFromText() {
      take(
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"Paid\",\"properties\":{\"Revenue\":\"$19.99\"}}");

      JsonNode event = events().get(0);

      assertEquals("19.99", event.at("/revenue").asText());
      assertEquals("USD", event.at("/currency").asText());
      assertEquals("$19.99", event.at("/properties/Revenue").asText());
    }

    @Test
    void withoutEventButWithContextIsAcknowledgedAndStoresNothing() {
      take("{\"type\":\"track\",\"userId\":\"1\",\"context\":{\"active\":true}}");

      assertTrue(events().isEmpty());
    }

    @Test
    void ofAnUnknownPersonIsStoredUnderTheirId() {
      take("{\"type\":\"track\",\"anonymousId\":\"a1\",\"event\":\"Seen\"}");
      take("{\"type\":\"identify\",\"userId\":\"u1\",\"anonymousId\":\"a1\"}");

      assertEquals("u1", events().get(0).at("/contactId").asText());
      assertEquals(1, get("/events?contact=u1").at("/events").size());
      assertEquals(0, get("/events?contact=u2").at("/events").size());
    }
  }

  @Nested
  class Page {
    @Test
    void fieldsComeFromTheContextWhenThePropertiesHaveNone() {
      take(
          """
          {"type":"page","anonymousId":"a","category":null,
           "properties":{"Title":"Own","keywords":["a","b"]},
           "context":{"Page":{"path":"/p","title":"Other","URL":"https://e.example/p"}}}
          """);

      JsonNode page = get("/pages").at("/pages/0");

      assertEquals("Own", page.at("/title").asText());
      assertEquals("/p", page.at("/path").asText());
      assertEquals("https://e.example/p", page.at("/url").asText());
      assertEquals("[\"a\",\"b\"]", page.at("/keywords").toString());
      assertTrue(page.at("/referrer").isNull());
      assertTrue(page.at("/category").isNull());
      assertEquals("page", page.at("/kind").asText());
    }
  }

  @Nested
  class Settings {
    @Test
    void traitMappingsFillContactFields() {
      take(
          "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"work_mail\":\"w@example.com\"}}",
          "X-Segment-Settings",
          settings("{\"traitMappings\":{\"workMail\":\"email\"},\"requireEmail\":true}"));

      assertEquals("w@example.com", contact("1").at("/fields/email").asText());
      assertEquals("w@example.com", contact("1").at("/traits/work_mail").asText());
    }

    @Test
    void requiredEmailIsFoundInAnyCasing() {
      take(
          "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"E_MAIL\":\"a@example.com\"}}",
          "X-Segment-Settings",
          settings("{\"RequireEmail\":true}"));
    }

    @Test
    void requiredEmailConcernsIdentifyCallsAlone() {
      take(
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\"}",
          "X-Segment-Settings",
          settings("{\"requireEmail\":true}"));
    }

    @Test
    void eventsThatAreNotChosenAreAcknowledgedAndNotStored() {
      String header = settings("{\"events\":[\"Paid\"]}");
      take(
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"Seen\"}", "X-Segment-Settings", header);
      take(
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"Paid\"}", "X-Segment-Settings", header);

      assertEquals(1, events().size());
      assertEquals("Paid", events().get(0).at("/event").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e30", "e30=", "e30=="})
    void emptyOnesAndAnyPaddingAreFine(String header) {
      take("{\"type\":\"identify\",\"userId\":\"1\"}", "X-Segment-Settings", header);
    }

    @Test
    void urlSafeAlphabetIsFine() {
      String urlSafe =
          java.util.Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"a\":\"ÿþ?>~~~\"}".getBytes(StandardCharsets.UTF_8));

      take("{\"type\":\"identify\",\"userId\":\"1\"}", "X-Segment-Settings", urlSafe);
    }
  }

  @Nested
  class Repetition {
    private static final String TRACK = "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\"%s}";

    @Test
    void ofAMessageIdIsAnsweredAlikeAndStoredOnce() {
      take(TRACK.formatted(",\"messageId\":\"m\""));
      take(TRACK.formatted(",\"message_id\":\"m\",\"properties\":{\"other\":1}"));

      assertEquals(1, events().size());
      assertEquals(2, get("/deliveries?messageId=m").at("/deliveries").size());
    }

    @Test
    void ofABodyWithAClockIsStoredOnce() {
      take(TRACK.formatted(",\"sentAt\":\"2026-01-01T00:00:00Z\""));
      take(TRACK.formatted(",\"sentAt\":\"2026-01-01T00:00:00Z\""));
      take(TRACK.formatted(",\"sentAt\":\"2026-01-01T00:00:01Z\""));

      assertEquals(2, events().size());
    }

    @Test
    void ofABodyWithoutAClockIsStoredAgain() {
      take(TRACK.formatted(""));
      take(TRACK.formatted(""));

      assertEquals(2, events().size());
    }

    @Test
    void ofIdsInAnotherAccountIsNoRepetition() {
      String other = account + "-b";
      String otherKey = inlet.newKey(other);
      String call =
          "{\"type\":\"identify\",\"userId\":\"1\",\"anonymousId\":\"a\",\"messageId\":\"m\","
              + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"traits\":{\"of\":\"%s\"}}";
      take(call.formatted("mine"));
      assertEquals(200, inlet.deliver(otherKey, call.formatted("theirs")).status());
      assertEquals(200, inlet.deliver(otherKey, TRACK.formatted(",\"messageId\":\"t\"")).status());

      assertEquals("mine", contact("1").at("/traits/of").asText());
      assertEquals(
          "theirs",
          inlet.admin("GET", "/api/accounts/" + other + "/contacts/a").at("/traits/of").asText());
      assertTrue(events().isEmpty());
      take(TRACK.formatted(",\"messageId\":\"t\""));
      assertEquals(1, events().size());
    }
  }
}
