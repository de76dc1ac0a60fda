package dev.inlet.sender;

import static dev.inlet.RunningInlet.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls mean, from the request to what the admin API shows. */
class SemanticsIT {
  @Given private static RunningInlet inlet;

  private String account;
  private String key;

  /** The ways in which names are written. */
  private enum Spelling {
    CAMEL(name -> name),
    SNAKE(name -> words(name, "_").toLowerCase(Locale.ROOT)),
    TITLE(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + words(name, " ").substring(1));

    private final UnaryOperator<String> rule;

    Spelling(UnaryOperator<String> rule) {
      this.rule = rule;
    }

    private static String words(String name, String between) {
      return name.replaceAll("(?<=[a-z])(?=[A-Z])", between);
    }

    /** Rewrites the names of all members. */
    String rewrite(String json) {
      return Pattern.compile("\"(\\w+)\":")
          .matcher(json)
          .replaceAll(name -> '"' + rule.apply(name.group(1)) + "\":");
    }
  }

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account, Sender.TRACKING);
  }

  private void send(String path, String json) {
    Answer answer = inlet.post(path, json.getBytes(StandardCharsets.UTF_8), as(key));
    assertEquals(200, answer.status(), answer::toString);
  }

  private JsonNode first(String list) {
    return inlet.admin("GET", "/api/accounts/%s/%s".formatted(account, list)).at("/" + list + "/0");
  }

  private static JsonNode json(String text) {
    return new Answer(200, java.util.Map.of(), text).json();
  }

  @ParameterizedTest
  @EnumSource
  void everyReservedTraitOfAPersonIsAField(Spelling spelling) {
    String traits =
        """
        {"address":{"street":"6th St","city":"San Francisco","state":"CA","postalCode":"94103",
          "country":"USA"},
         "age":32,"avatar":"https://a/b.png","birthday":"1990-01-02",
         "company":{"name":"Initech","id":"123","industry":"Technology","employeeCount":500,
          "plan":"enterprise"},
         "createdAt":"2019-01-02T03:04:05Z","description":"d","email":"ada@example.com",
         "firstName":"Ada","gender":"female","id":"1","lastName":"Lovelace","name":"Ada L.",
         "phone":"555","title":"VP","username":"ada","website":"https://ada.example"}""";
    send("/v1/identify", "{\"userId\":\"1\",\"traits\":" + spelling.rewrite(traits) + "}");

    assertEquals(json(traits), first("contacts").at("/fields"));
    assertEquals(json(spelling.rewrite(traits)), first("contacts").at("/traits"));
  }

  @ParameterizedTest
  @EnumSource
  void everyReservedTraitOfACompanyIsAField(Spelling spelling) {
    String traits =
        """
        {"address":{"street":"6th St","city":"San Francisco","state":"CA","postalCode":"94103",
          "country":"USA"},
         "avatar":"https://a/b.png","createdAt":"2019-01-02","description":"d",
         "email":"hi@example.com","employees":"329","id":"c1","industry":"Technology",
         "name":"Initech","phone":"555","website":"https://i.example","plan":"enterprise"}""";
    send(
        "/v1/group",
        "{\"userId\":\"1\",\"groupId\":\"g\",\"traits\":" + spelling.rewrite(traits) + "}");

    assertEquals(json(traits), first("companies").at("/fields"));
  }

  @Test
  void nameIsMadeOfFirstAndLastName() {
    send(
        "/v1/identify",
        "{\"userId\":\"1\",\"traits\":{\"First Name\":\"Ada\",\"last_name\":\"Lovelace\"}}");

    assertEquals("Ada Lovelace", first("contacts").at("/fields/name").asText());
  }

  @Test
  void orderKeepsItsProductsAndTotalsToTheDigit() {
    String properties =
        "{\"checkout_id\":\"fksdjfsdjfisjf9sdfjsd9f\",\"order_id\":\"50314b8e9bcf000000000000\","
            + "\"affiliation\":\"Google Store\",\"total\":27.50,\"subtotal\":22.500,"
            + "\"revenue\":25.00,\"shipping\":3,\"tax\":2.0,\"discount\":2.5,\"coupon\":\"hasbros\","
            + "\"currency\":\"USD\",\"products\":[{\"product_id\":\"507f1f77bcf86cd799439011\","
            + "\"sku\":\"45790-32\",\"name\":\"Monopoly: 3rd Edition\",\"price\":19.00,"
            + "\"quantity\":1,\"category\":\"Games\"},{\"product_id\":\"505bd76785ebb509fc183733\","
            + "\"price\":3,\"quantity\":2}]}";
    send(
        "/v1/track",
        "{\"userId\":\"1\",\"event\":\"Order Completed\",\"properties\":" + properties + "}");

    Answer events = inlet.admin("GET", "/api/accounts/" + account + "/events");
    assertTrue(events.body().contains("\"properties\":" + properties), events.body());
    assertTrue(events.body().contains("\"revenue\":25.00"), events.body());
  }

  @Test
  void revenueAsTextIsAnAmountInDollars() {
    send("/v1/track", "{\"userId\":\"1\",\"event\":\"e\",\"properties\":{\"Revenue\":\"$19.99\"}}");

    assertEquals("19.99", first("events").at("/revenue").asText());
    assertEquals("USD", first("events").at("/currency").asText());
    assertEquals("$19.99", first("events").at("/properties/Revenue").asText());
  }

  @ParameterizedTest
  @EnumSource
  void pageHasItsFields(Spelling spelling) {
    String properties =
        """
        {"path":"/p","referrer":"https://r","search":"?q","title":"T","url":"https://u/p",
         "keywords":["a","b"]}""";
    send(
        "/v1/page",
        "{\"userId\":\"1\",\"name\":\"Home\",\"category\":\"Docs\",\"properties\":"
            + spelling.rewrite(properties)
            + "}");

    JsonNode page = first("pages");
    assertEquals("page", page.at("/kind").asText());
    assertEquals("Home", page.at("/name").asText());
    assertEquals("Docs", page.at("/category").asText());
    json(properties)
        .properties()
        .forEach(field -> assertEquals(field.getValue(), page.get(field.getKey())));
  }

  @Test
  void pageWithoutPropertiesIsDescribedByItsContext() {
    send("/v1/page", "{\"userId\":\"1\",\"context\":{\"page\":{\"path\":\"/p\",\"title\":\"T\"}}}");

    assertEquals("/p", first("pages").at("/path").asText());
    assertEquals("T", first("pages").at("/title").asText());
  }

  @Test
  void screenIsStoredBesidePages() {
    send("/v1/screen", "{\"userId\":\"1\",\"name\":\"Main\",\"properties\":{\"a\":1}}");

    assertEquals("screen", first("pages").at("/kind").asText());
    assertEquals("Main", first("pages").at("/name").asText());
  }

  @Test
  void aliasOfItselfChangesNothing() {
    send("/v1/identify", "{\"userId\":\"1\",\"traits\":{\"a\":1}}");
    send("/v1/alias", "{\"userId\":\"1\",\"previousId\":\"1\"}");

    assertEquals("1", first("contacts").at("/id").asText());
    assertTrue(first("contacts").at("/anonymousIds").isEmpty());
  }
}
