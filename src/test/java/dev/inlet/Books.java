package dev.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What was acknowledged under all of a test's loads, to be held against what is stored. */
final class Books {
  private final Set<String> tracked = new HashSet<>();
  private final Set<String> identified = new HashSet<>();

  /** Enters what a load that has ended was acknowledged. */
  void enter(Load load) {
    tracked.addAll(load.acknowledged(false));
    identified.addAll(load.acknowledged(true));
  }

  /** Enters the calls of the batches that were acknowledged. */
  void enter(BatchLoad load) {
    tracked.addAll(load.acknowledged());
  }

  /**
   * Everything that was acknowledged is there, nothing is there twice, and of no batch is there a
   * part.
   *
   * @param lists the items of a list of the admin API, by its name
   */
  void balance(Function<String, List<JsonNode>> lists) {
    List<String> events = texts(lists.apply("events"), "messageId");
    new Ledger(tracked, events).isBalanced("events");
    BatchLoad.areWhole(events);
    new Ledger(identified, texts(lists.apply("contacts"), "userId")).isBalanced("contacts");
  }

  /** How many calls were acknowledged. */
  int acknowledged() {
    return tracked.size() + identified.size();
  }

  private static List<String> texts(List<JsonNode> items, String name) {
    return items.stream().map(item -> item.get(name).asText()).toList();
  }
}
