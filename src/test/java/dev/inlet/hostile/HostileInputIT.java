package dev.inlet.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.Contract;
import dev.inlet.Eventually;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.process.Processor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Thousands of requests that mean no good, against one server. Each gets an answer that the
 * contract knows, with its message, or, where HTTP itself is broken, a closed connection; nothing
 * of what is refused is stored, nothing hidden is found, and those who mean well do not notice.
 *
 * <p>A request bent at random is repeated with {@code -Dseed=} and the number it names.
 */
@Isolated
class HostileInputIT {
  private static final Duration GOOD_REQUESTS_WITHIN = Duration.ofMillis(200);

  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  private static String key;
  private static Contract contract;

  @BeforeAll
  static void start() {
    key = inlet.newKey("acme");
    contract = Contract.load();
  }

  @Test
  void json() throws Exception {
    withstands("JSON", JsonCases.all());
  }

  @Test
  void text() throws Exception {
    withstands("text", TextCases.all());
  }

  @Test
  void textBentAtRandom() throws Exception {
    Long only = Long.getLong("seed");
    withstands(
        "bent text",
        TextCases.bent(
            only == null ? LongStream.range(0, Extent.of(500, 50_000)) : LongStream.of(only)));
  }

  @Test
  void casing() throws Exception {
    withstands("casing", CasingCases.all());
  }

  @Test
  void casingWhereIHasNoDotInUpperCase() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      withstands("casing in Turkish", CasingCases.all());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void headers() throws Exception {
    withstands("headers", HeaderCases.all());
  }

  @Test
  void encodingsAndSizes() throws Exception {
    withstands("encodings and sizes", EncodingCases.all());
  }

  @Test
  void framing() throws Exception {
    withstands("framing", FramingCases.all());
  }

  private static void withstands(String theme, Stream<HostileCase> cases) throws Exception {
    String account = theme.toLowerCase(Locale.ROOT).replace(' ', '-');
    String victim = inlet.newKey(account);
    var attack =
        new Attack(inlet.publicPort(), Head.good(RunningInlet.basic(victim)), victim, contract);
    List<String> late;
    try (var goodRequests = new GoodRequests(inlet.publicPort(), key)) {
      cases.forEach(attack::run);
      late = goodRequests.problems(attack.count() + " of " + theme, GOOD_REQUESTS_WITHIN);
    }
    Figures.note("hostile input", "%d of %s: %s", attack.count(), theme, attack.outcomes());

    Processor processor = inlet.context().getBean(Processor.class);
    Eventually.become("every call is processed", () -> processor.lag() == 0);
    List<String> problems = attack.problems(contacts(account));
    assertEquals(List.of(), problems, () -> String.join("\n", problems));
    assertEquals(List.of(), late);
    assertTrue(attack.count() > 0);
  }

  private static Set<String> contacts(String account) throws IOException {
    var ids = new HashSet<String>();
    String cursor = "";
    while (true) {
      // Not read digit by digit: some of what is stored are numbers that Java cannot count with.
      JsonNode page =
          new JsonMapper()
              .readTree(
                  inlet
                      .admin(
                          "GET", "/api/accounts/%s/contacts?limit=200%s".formatted(account, cursor))
                      .body());
      page.get("contacts").forEach(contact -> ids.add(contact.get("id").asText()));
      if (page.get("nextCursor").isNull()) {
        return ids;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
  }
}
