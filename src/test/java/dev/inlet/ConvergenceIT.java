package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlet.process.Processor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * The same calls in any order, and any of them repeatedly, end in the same contacts, companies and
 * memberships. To repeat one failure alone, run with {@code -Dseed=} and the number it names.
 */
@OnEveryDatabase
class ConvergenceIT {
  private static final int SETS = Extent.of(10, 400);

  /** Of each set, beside the order in which its calls were made up. */
  private static final int PERMUTATIONS = 5;

  private static final int CALLS = 24;
  private static final int CONNECTIONS = 4;
  private static final List<String> VALUES =
      List.of("null", "1", "1.10", "\"a@b.c\"", "\"Ann\"", "{\"city\":\"x\"}", "[1,null]");
  private static final List<String> NAMES =
      List.of("email", "E-mail", "firstName", "name", "address", "colour");

  @Parameter DatabaseKind kind;

  @Given(value = "inlet.types=identify,track,page,group,screen,alias", per = Given.Per.TEST)
  private RunningInlet inlet;

  @Test
  void anyOrderAndRepetitionGivesTheSameContactsAndCompanies() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      Long only = Long.getLong("seed");
      List<Long> seeds = only == null ? LongStream.range(0, SETS).boxed().toList() : List.of(only);
      List<Future<?>> sent = new ArrayList<>();
      for (long seed : seeds) {
        for (int permutation = 0; permutation <= PERMUTATIONS; permutation++) {
          List<String> calls = permutation(seed, permutation);
          String account = account(seed, permutation);
          sent.add(threads.submit(() -> send(inlet, account, calls)));
        }
      }
      for (Future<?> one : sent) {
        one.get();
      }
      Processor processor = inlet.context().getBean(Processor.class);
      Eventually.become("every call is processed", () -> processor.lag() == 0);
      for (long seed : seeds) {
        converged(inlet, seed);
      }
      Figures.note(
          "convergence",
          "%d permutations of %d sets of %d calls through HTTP on %s, 0 ended differently",
          seeds.size() * PERMUTATIONS,
          seeds.size(),
          CALLS,
          kind);
    }
  }

  private static void converged(RunningInlet inlet, long seed) {
    String expected = shown(inlet, account(seed, 0));
    assertTrue(expected.contains("\"userId\""), "there are contacts");
    for (int permutation = 1; permutation <= PERMUTATIONS; permutation++) {
      assertEquals(
          expected,
          shown(inlet, account(seed, permutation)),
          "repeat with -Dseed=%d; permutation %d".formatted(seed, permutation));
    }
  }

  private static final String EVERYTHING =
      "{\"name\":\"all\",\"permissions\":"
          + "[\"identify\",\"track\",\"page\",\"group\",\"screen\",\"alias\"]}";

  private static String account(long seed, int permutation) {
    return "s%d-p%d".formatted(seed, permutation);
  }

  private static Void send(RunningInlet inlet, String account, List<String> calls)
      throws IOException {
    inlet.newAccount(account);
    String key = inlet.newKey(account, EVERYTHING).get("key").asText();
    try (var connection = new CallConnection(inlet.publicPort(), key)) {
      for (String call : calls) {
        CallConnection.Reply reply = connection.post(call);
        assertEquals(2, reply.status() / 100, reply + " to " + call);
      }
    }
    return null;
  }

  /** Number 0 is the order in which the calls were made up; the others are shuffled and repeat. */
  private static List<String> permutation(long seed, int number) {
    var calls = new ArrayList<>(calls(new Random(seed)));
    if (number > 0) {
      var random = new Random(seed * 1_000 + number);
      for (int i = random.nextInt(CALLS / 2); i > 0; i--) {
        calls.add(calls.get(random.nextInt(CALLS)));
      }
      Collections.shuffle(calls, random);
    }
    return calls;
  }

  private static List<String> calls(Random random) {
    var calls = new ArrayList<String>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(call(random, "m" + i));
    }
    return calls;
  }

  /** Users and anonymous ids share their names; times are often equal, and some clocks wrong. */
  private static String call(Random random, String messageId) {
    String user = "\"userId\":\"%d\"".formatted(random.nextInt(3));
    String anonymous = "\"anonymousId\":\"%d\"".formatted(random.nextInt(3));
    String both = user + "," + anonymous;
    String traits = "\"traits\":" + values(random);
    String group = "\"groupId\":\"g%d\"".formatted(random.nextInt(2));
    String content =
        switch (random.nextInt(10)) {
          case 0, 1 -> "\"type\":\"identify\",%s,%s".formatted(user, traits);
          case 2, 3 -> "\"type\":\"identify\",%s,%s".formatted(anonymous, traits);
          case 4, 5 -> "\"type\":\"identify\",%s,%s".formatted(both, traits);
          case 6 ->
              "\"type\":\"alias\",%s,\"previousId\":\"%d\"".formatted(user, random.nextInt(3));
          case 7 -> "\"type\":\"group\",%s,%s,%s".formatted(user, group, traits);
          case 8 -> "\"type\":\"group\",%s,%s,%s".formatted(anonymous, group, traits);
          default ->
              "\"type\":\"track\",%s,\"event\":\"e\""
                  .formatted(random.nextBoolean() ? both : anonymous);
        };
    return "{%s,\"messageId\":\"%s\",\"receivedAt\":\"2026-03-01T12:01:00Z\",\"timestamp\":\"%s\"}"
        .formatted(content, messageId, time(random));
  }

  private static String time(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> "2099-01-01T00:00:00Z";
      case 1 -> "1970-01-01T00:00:00Z";
      default -> "2026-03-01T12:00:0%dZ".formatted(random.nextInt(3));
    };
  }

  private static String values(Random random) {
    var members = new ArrayList<String>();
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        members.add("\"%s\":%s".formatted(name, VALUES.get(random.nextInt(VALUES.size()))));
      }
    }
    return "{" + String.join(",", members) + "}";
  }

  /** Everything the admin API shows of an account, but for the order of arrival. */
  private static String shown(RunningInlet inlet, String account) {
    var lines = new TreeSet<String>();
    for (String list : List.of("contacts", "companies", "events")) {
      JsonNode page =
          inlet.admin("GET", "/api/accounts/%s/%s?limit=200".formatted(account, list)).json();
      for (JsonNode item : page.get(list)) {
        ((ObjectNode) item).remove("storedAt");
        lines.add(list + " " + item);
        if (list.equals("contacts")) {
          lines.add("one " + one(inlet, account, item.get("id").asText()));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String one(RunningInlet inlet, String account, String id) {
    return inlet.admin("GET", "/api/accounts/%s/contacts/%s".formatted(account, id)).body();
  }
}
