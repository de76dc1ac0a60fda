package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls made up from a seed, and what they must come to, by a merge of its own: the latest call
 * about a person or company, by time and then messageId, says its trait; everybody who was ever in
 * a group belongs to it; each event is there once.
 */
final class MergedCalls {
  private static final int CALLS = Extent.of(120, 2_000);
  private static final int PEOPLE = 12;
  private static final int COMPANIES = 4;
  private static final int TIMES = 5;

  private record Call(String type, String id, int person, int company, int time, int value) {
    static final Comparator<Call> LATEST =
        Comparator.comparingInt(Call::time).thenComparing(Call::id);

    String json() {
      String content =
          switch (type) {
            case "identify" -> ",\"traits\":{\"colour\":%d}".formatted(value);
            case "group" ->
                ",\"groupId\":\"g%d\",\"traits\":{\"size\":%d}".formatted(company, value);
            default -> ",\"event\":\"e%d\"".formatted(value);
          };
      return """
          {"type":"%s","messageId":"%s","userId":"u%d","timestamp":"2026-03-01T12:00:0%dZ",\
          "receivedAt":"2026-03-01T12:01:00Z"%s}"""
          .formatted(type, id, person, time, content);
    }
  }

  private final Random random;
  private final List<Call> calls = new ArrayList<>();

  MergedCalls(long seed) {
    random = new Random(seed);
    List<String> types = List.of("identify", "group", "track");
    for (int i = 0; i < CALLS; i++) {
      calls.add(
          new Call(
              types.get(random.nextInt(types.size())),
              "m" + random.nextInt(1_000) + "-" + i,
              random.nextInt(PEOPLE),
              random.nextInt(COMPANIES),
              random.nextInt(TIMES),
              i));
    }
  }

  int size() {
    return calls.size();
  }

  /** All of them in another order each time, some of them repeatedly. */
  List<String> shuffled() {
    var order = new ArrayList<>(calls);
    order.addAll(calls.subList(0, calls.size() / 4));
    Collections.shuffle(order, random);
    return order.stream().map(Call::json).toList();
  }

  /**
   * Sends all of them to each server at once, to each in an order of its own.
   *
   * @param check of each call and the status that it was answered
   */
  void sendToEach(Collection<RunningInlet> inlets, String key, ObjIntConsumer<String> check)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(inlets.size())) {
      var sending = new ArrayList<Future<?>>();
      for (RunningInlet inlet : inlets) {
        List<String> calls = shuffled();
        sending.add(
            threads.submit(
                () -> {
                  try (var connection = new CallConnection(inlet.publicPort(), key)) {
                    for (String call : calls) {
                      check.accept(call, connection.post(call).status());
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : sending) {
        one.get();
      }
    }
  }

  /** Fails unless that is what an instance shows of an account. */
  void areIn(RunningInlet inlet, String account, String seed) {
    assertEquals(
        latest("identify", call -> "u" + call.person()),
        shown(inlet.all(account, "contacts"), "userId", "colour"),
        seed);
    assertEquals(
        latest("group", call -> "g" + call.company()),
        shown(inlet.all(account, "companies"), "groupId", "size"),
        seed);
    assertEquals(memberships(), membershipsIn(inlet, account), seed);
    assertEquals(
        of("track").map(Call::id).sorted().toList(),
        inlet.all(account, "events").stream()
            .map(event -> event.get("messageId").asText())
            .sorted()
            .toList(),
        seed);
  }

  private Stream<Call> of(String type) {
    return calls.stream().filter(call -> call.type().equals(type));
  }

  private Map<String, Integer> latest(String type, Function<Call, String> about) {
    var latest = new TreeMap<String, Integer>();
    of(type).sorted(Call.LATEST).forEach(call -> latest.put(about.apply(call), call.value()));
    return latest;
  }

  private static Map<String, Integer> shown(List<JsonNode> items, String id, String trait) {
    var shown = new TreeMap<String, Integer>();
    for (JsonNode item : items) {
      shown.put(item.get(id).asText(), item.at("/traits/" + trait).asInt());
    }
    return shown;
  }

  /** Of those who are contacts; others are seen nowhere. */
  private Map<String, Set<String>> memberships() {
    Set<String> contacts =
        of("identify").map(call -> "u" + call.person()).collect(Collectors.toSet());
    var memberships = new TreeMap<String, Set<String>>();
    contacts.forEach(contact -> memberships.put(contact, new TreeSet<>()));
    of("group")
        .filter(call -> contacts.contains("u" + call.person()))
        .forEach(call -> memberships.get("u" + call.person()).add("g" + call.company()));
    return memberships;
  }

  private static Map<String, Set<String>> membershipsIn(RunningInlet inlet, String account) {
    var memberships = new TreeMap<String, Set<String>>();
    for (JsonNode contact : inlet.all(account, "contacts")) {
      Set<String> groups = new TreeSet<>();
      contact.get("companies").forEach(company -> groups.add(company.get("groupId").asText()));
      memberships.put(contact.get("userId").asText(), groups);
    }
    return memberships;
  }
}
