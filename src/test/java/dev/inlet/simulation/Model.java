package dev.inlet.simulation;

import dev.inlet.call.CallType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people, companies and activities must be after calls, written down a second time and as
 * simply as can be: it looks at all that was said each time, and remembers no results.
 */
final class Model {

  /** Who a call has an effect for: the first of its message. */
  private record Message(String accountId, String messageId) {}

  private static final Comparator<SentCall> LATEST =
      Comparator.comparing(SentCall::time).thenComparing(SentCall::messageId);

  private final Set<Message> seen = new HashSet<>();
  private final Map<Long, SentCall> effective = new TreeMap<>();
  private final Map<Long, SentCall> setAside = new TreeMap<>();
  private int repeats;

  /** The next call in the journal. */
  void add(long seq, SentCall call) {
    if (seen.add(new Message(call.accountId(), call.messageId()))) {
      (call.isOdd() ? setAside : effective).put(seq, call);
    } else {
      repeats++;
    }
  }

  /** How many calls had no effect, since their message came before. */
  int repeats() {
    return repeats;
  }

  /** What is to be seen now. */
  Map<Fact.Of, Fact> facts() {
    var facts = new HashMap<Fact.Of, Fact>();
    setAside.forEach(
        (seq, call) -> facts.put(ofSetAside(call.accountId(), seq), new Fact.SetAside()));
    Map<String, List<SentCall>> byAccount = new HashMap<>();
    for (SentCall call : effective.values()) {
      byAccount.computeIfAbsent(call.accountId(), id -> new ArrayList<>()).add(call);
    }
    byAccount.forEach((account, calls) -> addFacts(facts, account, calls));
    return facts;
  }

  static Fact.Of ofSetAside(String account, long seq) {
    return new Fact.Of(account, "set aside", Long.toString(seq));
  }

  private static void addFacts(Map<Fact.Of, Fact> facts, String account, List<SentCall> calls) {
    Map<String, List<SentCall>> identified = new HashMap<>();
    Map<String, SentCall> links = new HashMap<>();
    Map<String, List<SentCall>> groups = new HashMap<>();
    for (SentCall call : calls) {
      switch (call.type()) {
        case IDENTIFY -> {
          identified.computeIfAbsent(call.person().key(), id -> new ArrayList<>()).add(call);
          if (call.userId() != null && call.anonymousId() != null) {
            links.merge(call.anonymousId(), call, Model::earlier);
          }
        }
        case ALIAS -> links.merge(call.subject(), call, Model::earlier);
        case GROUP -> groups.computeIfAbsent(call.subject(), id -> new ArrayList<>()).add(call);
        case TRACK, PAGE, SCREEN ->
            facts.put(
                new Fact.Of(
                    account,
                    call.type() == CallType.TRACK ? "event" : "page view",
                    call.messageId()),
                new Fact.OfActivity(List.of(call.properties())));
        case DELETE -> throw new IllegalStateException("Nobody is erased");
      }
    }
    addContacts(facts, account, identified, links);
    groups.forEach(
        (id, said) -> {
          var members = new TreeSet<String>();
          said.forEach(call -> members.add(call.person().key()));
          said.sort(LATEST);
          facts.put(
              new Fact.Of(account, "company", id),
              new Fact.OfCompany(
                  members, merged(said), said.getFirst().time(), said.getLast().time()));
        });
  }

  private static SentCall earlier(SentCall one, SentCall other) {
    return LATEST.compare(one, other) <= 0 ? one : other;
  }

  private static void addContacts(
      Map<Fact.Of, Fact> facts,
      String account,
      Map<String, List<SentCall>> identified,
      Map<String, SentCall> links) {
    Map<String, List<SentCall>> byContact = new HashMap<>();
    identified.forEach(
        (person, said) -> {
          SentCall link = person.startsWith("a:") ? links.get(person.substring(2)) : null;
          String root = link == null ? person : "u:" + link.userId();
          byContact.computeIfAbsent(root, id -> new ArrayList<>()).addAll(said);
        });
    byContact.forEach(
        (root, said) -> {
          said.sort(LATEST);
          facts.put(
              new Fact.Of(account, "contact", root),
              new Fact.OfContact(
                  anonymousIds(root, links),
                  merged(said),
                  said.getFirst().time(),
                  said.getLast().time()));
        });
  }

  private static List<String> anonymousIds(String root, Map<String, SentCall> links) {
    if (root.startsWith("a:")) {
      return List.of(root.substring(2));
    }
    return links.entrySet().stream()
        .filter(link -> root.equals("u:" + link.getValue().userId()))
        .sorted(
            Map.Entry.<String, SentCall>comparingByValue(LATEST)
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * What is in force.
   *
   * @param said the latest last
   */
  private static Map<String, String> merged(List<SentCall> said) {
    var merged = new TreeMap<String, String>();
    for (SentCall call : said) {
      call.values().forEach((name, value) -> put(merged, name, value));
      merged.put("mark", '"' + call.mark() + '"');
    }
    return merged;
  }

  private static void put(Map<String, String> merged, String name, @Nullable String value) {
    if (value == null || value.equals("null")) {
      merged.remove(name);
    } else {
      merged.put(name, value);
    }
  }
}
