package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.RunningInlet;
import dev.inlet.SteppedClock;
import dev.inlet.chore.Chores;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Calls of three customers, as they come in an hour; sent over HTTP, and always the same. */
final class Traffic {
  private static final Map<String, String> CUSTOMERS =
      Map.of("acme", "Acme Corporation", "globex", "Globex", "initech", "Initech");
  private static final List<String> PEOPLE =
      List.of(
          "Ada Lovelace",
          "Grace Hopper",
          "Katherine Johnson",
          "Edsger Dijkstra",
          "Barbara Liskov",
          "Alan Turing",
          "Radia Perlman",
          "Zoë Müller-Lüdenscheidt",
          "Margaret Hamilton",
          "Tim Berners-Lee");
  private static final List<String> COMPANIES =
      List.of("Analytical Engines", "Difference & Sons", "Bletchley Park Trust");
  private static final List<String> EVENTS =
      List.of("Product Viewed", "Product Added", "Order Completed", "Trial Started");
  private static final List<String> PAGES = List.of("Home", "Pricing", "Documentation", "Blog");
  private static final List<String> PLANS = List.of("free", "team", "pro");

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CALLS_A_MINUTE = 14;

  /** From when on a release of one customer's shop forgets the names of events. */
  private static final int MINUTE_OF_THE_MISTAKE = 52;

  private final RunningInlet inlet;
  private final Map<String, String> keys = new HashMap<>();
  private final Random random = new Random(1815);
  private int sent;

  Traffic(RunningInlet inlet) {
    this.inlet = inlet;
    CUSTOMERS.forEach(
        (id, name) -> {
          inlet.admin(
              "POST", "/api/accounts", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, name));
          keys.put(id, inlet.newKey(id));
        });
  }

  /** The userId of somebody. */
  static String person(int number) {
    return PEOPLE.get(number).split(" ")[0].toLowerCase(Locale.ROOT).replace("ë", "e");
  }

  /** Sends minute by minute, until the clock says the real time. */
  void run(SteppedClock clock) throws InterruptedException {
    for (int i = 0; i < PEOPLE.size(); i++) {
      identify("acme", i);
      group("acme", i);
    }
    inlet.deliver("inlet_of-somebody-else", "{}");
    for (int minute = 0; clock.isBehind(); minute++) {
      double swell = 1 + Math.sin(minute / 9.0) * 0.6;
      for (int i = 0; i < CALLS_A_MINUTE * swell; i++) {
        some(random.nextInt(10) < 7 ? "acme" : "initech");
      }
      some("globex");
      if (minute >= MINUTE_OF_THE_MISTAKE) {
        for (int i = 0; i < 4; i++) {
          track("globex", "\"properties\":{\"revenue\":19.99}");
        }
      }
      clock.step(MINUTE);
      inlet.context().getBean(Chores.class).finish(PATIENCE);
    }
  }

  private void some(String account) {
    switch (random.nextInt(8)) {
      case 0 -> identify(account, random.nextInt(PEOPLE.size()));
      case 1, 2 -> page(account);
      case 3 -> repeat(account);
      default ->
          track(
              account,
              "\"event\":\"%s\",\"properties\":{\"revenue\":%d.99,\"currency\":\"EUR\",\"sku\":\"engine-%d\"}"
                  .formatted(any(EVENTS), random.nextInt(90) + 9, random.nextInt(9)));
    }
  }

  /** Says who somebody is. */
  void identify(String account, int number) {
    String id = person(number);
    send(
        account,
        "identify",
        id,
        ("\"anonymousId\":\"anonymous-%1$s\",\"traits\":{\"name\":\"%2$s\",\"email\":\"%1$s@example.com\","
                + "\"plan\":\"%3$s\",\"logins\":%4$d,\"createdAt\":\"2026-03-01T12:00:00Z\","
                + "\"address\":{\"street\":\"12 St James's Square\",\"city\":\"London\"}}")
            .formatted(id, PEOPLE.get(number), any(PLANS), random.nextInt(500)));
  }

  private void group(String account, int number) {
    int company = number % COMPANIES.size();
    send(
        account,
        "group",
        person(number),
        "\"groupId\":\"org-%d\",\"traits\":{\"name\":\"%s\",\"industry\":\"Computing\",\"employees\":%d}"
            .formatted(company, COMPANIES.get(company), 12 * (company + 1)));
  }

  private void page(String account) {
    String name = any(PAGES);
    send(
        account,
        "page",
        person(random.nextInt(PEOPLE.size())),
        "\"name\":\"%s\",\"properties\":{\"url\":\"https://www.example.com/%s\",\"title\":\"%1$s\"}"
            .formatted(name, name.toLowerCase(Locale.ROOT)));
  }

  private void track(String account, String rest) {
    send(account, "track", person(random.nextInt(PEOPLE.size())), rest);
  }

  /** As after an answer that was lost on its way. */
  private void repeat(String account) {
    sent--;
    track(account, "\"event\":\"Product Viewed\"");
  }

  private void send(String account, String type, String person, String rest) {
    inlet.post(
        "/destination",
        "{\"type\":\"%s\",\"messageId\":\"message-%d\",\"userId\":\"%s\",%s}"
            .formatted(type, ++sent, person, rest)
            .getBytes(UTF_8),
        RunningInlet.as(keys.get(account)));
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
