package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlet.Intruder.Attempt;
import dev.inlet.Intruder.Loot;
import dev.inlet.process.Processor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * Nothing of one account can be read or changed through another. What an account holds carries a
 * mark that nobody else's calls have, so a crossing shows itself. To repeat the same attempts, run
 * with {@code -Dseed=} and the number named.
 */
@OnEveryDatabase
class AccountCrossingIT {
  private static final int ATTEMPTS = Extent.of(1_500, 100_000);
  private static final int THREADS = 4;
  private static final String VICTIM = "acme";
  private static final String INTRUDER = "rival";
  private static final String MARK = "only-of-acme";
  private static final String RIVAL_MARK = "only-of-rival";
  private static final List<String> STORED = List.of("contacts", "companies", "events", "pages");
  private static final String KEY =
      "{\"name\":\"%s\",\"permissions\":[\"identify\",\"track\",\"page\",\"group\",\"alias\"]}";

  private static final int CALLS = 40;
  private static final String STORED_AT = "\"storedAt\":\"[^\"]*\"";

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  @Test
  void nothingOfOneAccountIsReadOrChangedThroughAnother() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    RunningInlet.Setup setup =
        RunningInlet.in(folder).with("inlet.types", "identify,track,page,group,alias");
    kind.fresh(folder).forEach(setup::with);
    try (RunningInlet inlet = setup.start();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      String key = furnish(inlet, VICTIM, MARK);
      String rivalKey = furnish(inlet, INTRUDER, RIVAL_MARK);
      List<String> before = stored(inlet, VICTIM);
      assertEquals(unmarked(before), unmarked(stored(inlet, INTRUDER)), "the same messageIds");
      var intruder = new Intruder(inlet, INTRUDER, rivalKey, RIVAL_MARK, loot(inlet, key, before));

      List<Callable<List<String>>> turns = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        var random = new Random(seed + thread);
        turns.add(() -> crossings(inlet, key, intruder, random, ATTEMPTS / THREADS));
      }
      List<String> crossings = new ArrayList<>();
      for (Future<List<String>> turn : threads.invokeAll(turns)) {
        crossings.addAll(turn.get());
      }
      Figures.note(
          "accounts",
          "%,d attempts on %s (-Dseed=%d), %d crossings",
          ATTEMPTS,
          kind,
          seed,
          crossings.size());
      assertEquals(List.of(), crossings.stream().limit(20).toList());
      settled(inlet);
      assertEquals(before, stored(inlet, VICTIM), "what was stored before, -Dseed=" + seed);
      assertFalse(everything(inlet, VICTIM).contains(RIVAL_MARK));
      assertEquals(2, inlet.deliver(key, call(MARK, 1)).status() / 100, "its key is not revoked");
    }
  }

  /** Attempts, with the victim's own traffic in between, which repeats what is stored. */
  private List<String> crossings(
      RunningInlet inlet, String key, Intruder intruder, Random random, int attempts) {
    List<String> crossings = new ArrayList<>();
    for (int i = 0; i < attempts; i++) {
      Attempt attempt = intruder.attempt(random);
      Answer answer = attempt.answer();
      if (!attempt.right().contains(answer.status()) || answer.body().contains(MARK)) {
        crossings.add(attempt.toString());
      }
      if (i % 10 == 0) {
        inlet.deliver(key, call(MARK, random.nextInt(CALLS)));
      }
    }
    return crossings;
  }

  /** Fills an account with everything there is, all of it marked; its ids are anybody's. */
  private static String furnish(RunningInlet inlet, String account, String mark) {
    inlet.newAccount(account);
    String key = inlet.newKey(account, KEY.formatted(mark)).get("key").asText();
    inlet.newKey(account, KEY.formatted(mark));
    for (int number = 0; number < CALLS; number++) {
      assertEquals(2, inlet.deliver(key, call(mark, number)).status() / 100);
    }
    settled(inlet);
    return key;
  }

  private static String call(String mark, int number) {
    String ids =
        "\"userId\":\"zo\u00EB-%d\",\"anonymousId\":\"an-%d\"".formatted(number % 7, number % 9);
    String content =
        switch (number % 5) {
          case 0 ->
              "\"type\":\"identify\",%s,\"traits\":{\"email\":\"a%d@b.example\",\"name\":\"%s\"}"
                  .formatted(ids, number % 7, mark);
          case 1 -> "\"type\":\"track\",%s,\"event\":\"%s\"".formatted(ids, mark);
          case 2 -> "\"type\":\"page\",%s,\"name\":\"%s\"".formatted(ids, mark);
          case 3 ->
              "\"type\":\"identify\",\"anonymousId\":\"an-%d\",\"traits\":{\"mark\":\"%s\"}"
                  .formatted(number, mark);
          default ->
              "\"type\":\"group\",%s,\"groupId\":\"group-%d\",\"traits\":{\"name\":\"%s\"}"
                  .formatted(ids, number % 3, mark);
        };
    return "{%s,\"messageId\":\"m-%d\",\"timestamp\":\"2026-03-01T12:00:%02dZ\"}"
        .formatted(content, number, number);
  }

  /** What calls have made, as it would be for any account. */
  private static List<String> unmarked(List<String> stored) {
    return stored.stream()
        .filter(line -> !line.startsWith("key "))
        .map(line -> line.replaceAll(MARK + "|" + RIVAL_MARK, "").replaceAll(STORED_AT, ""))
        .toList();
  }

  private static void settled(RunningInlet inlet) {
    Processor processor = inlet.context().getBean(Processor.class);
    Eventually.become("every call is processed", () -> processor.lag() == 0);
  }

  private static Loot loot(RunningInlet inlet, String key, List<String> stored) {
    List<String> ids = new ArrayList<>(List.of("1", "2", "u:1", "a:1", VICTIM, "a1@b.example"));
    for (int i = 0; i < 9; i++) {
      ids.addAll(List.of("zo\u00EB-" + i, "an-" + i, "u:zo\u00EB-" + i, "group-" + i));
    }
    List<String> cursors = new ArrayList<>();
    for (String list : List.of("keys", "contacts", "companies", "events", "pages", "deliveries")) {
      Answer page = inlet.admin("GET", "/api/accounts/%s/%s?limit=1".formatted(VICTIM, list));
      cursors.add(page.at("/nextCursor").asText());
    }
    List<String> keyIds = new ArrayList<>();
    inlet
        .admin("GET", "/api/accounts/%s/keys".formatted(VICTIM))
        .at("/keys")
        .forEach(one -> keyIds.add(one.get("id").asText()));
    List<String> messageIds = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      messageIds.add("m-" + i);
    }
    assertTrue(stored.size() > 4 && keyIds.size() == 2 && !cursors.contains("null"));
    return new Loot(VICTIM, key, ids, messageIds, keyIds, cursors);
  }

  /** What calls have made of an account, and its keys. */
  private static List<String> stored(RunningInlet inlet, String account) {
    List<String> lines = new ArrayList<>();
    for (String list : STORED) {
      items(inlet, account, list).forEach(item -> lines.add(list + " " + item));
    }
    for (JsonNode key : items(inlet, account, "keys")) {
      ((ObjectNode) key).remove("lastUsedAt");
      lines.add("key " + key);
    }
    return lines;
  }

  private static String everything(RunningInlet inlet, String account) {
    return stored(inlet, account) + " " + items(inlet, account, "deliveries");
  }

  private static List<JsonNode> items(RunningInlet inlet, String account, String list) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page =
          inlet
              .admin("GET", "/api/accounts/%s/%s?limit=200%s".formatted(account, list, cursor))
              .json();
      page.get(list).forEach(items::add);
      if (page.get("nextCursor").isNull()) {
        return items;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
  }
}
