package dev.inlet.simulation;

import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.journal.Journaled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Inlet has promised: which calls are durable, and where; who was told so; and by the {@link
 * Model}, what must have become of them.
 */
final class Books {
  /** How much later than its time an answer may come. */
  private static final Duration SLACK = Duration.ofMillis(11);

  private final Customers customers;
  private final AnswerPolicy policy;

  /** The journal's calls from the first on, as they are known to be durable. */
  private final List<SentCall> journal = new ArrayList<>();

  private Model model = new Model();
  private long modelled;
  private long purgedUpTo;

  Books(Customers customers, AnswerPolicy policy) {
    this.customers = customers;
    this.policy = policy;
  }

  /** The last sequence number. */
  long last() {
    return journal.size();
  }

  /** These calls are durable. */
  void journaled(List<Journaled> calls) {
    for (Journaled call : calls) {
      if (call.seq() != last() + 1) {
        throw new Violation("%d follows %d in the journal".formatted(call.seq(), last()));
      }
      journal.add(sent(call));
    }
  }

  private SentCall sent(Journaled call) {
    SentCall sent = customers.call(new String(call.entry().body(), StandardCharsets.UTF_8));
    if (!sent.accountId().equals(call.entry().accountId())
        || !sent.messageId().equals(call.entry().messageId())
        || sent.type() != call.entry().type()) {
      throw new Violation("%s is journaled as %s".formatted(sent, call.entry()));
    }
    return sent;
  }

  /** The calls up to a place may be gone from now on. */
  void purged(long upTo) {
    purgedUpTo = Math.max(purgedUpTo, upTo);
  }

  /**
   * After a start: what was durable is there, and of what may be only whole requests.
   *
   * @param last where the journal ends
   */
  void checkJournal(List<Journaled> calls, long last) {
    if (last < last()) {
      throw new Violation("%d calls were durable, and %d are left".formatted(last(), last));
    }
    long first = last - calls.size() + 1;
    if (first > purgedUpTo + 1) {
      throw new Violation("Calls before %d are gone".formatted(first));
    }
    for (int i = 0; i < calls.size(); i++) {
      Journaled call = calls.get(i);
      if (call.seq() != first + i) {
        throw new Violation("The journal has %d for %d".formatted(call.seq(), first + i));
      }
      SentCall sent = sent(call);
      if (call.seq() <= last() && !sent.mark().equals(journal.get((int) call.seq() - 1).mark())) {
        throw new Violation(
            "%d in the journal was %s, and is %s"
                .formatted(call.seq(), journal.get((int) call.seq() - 1), sent));
      }
    }
    List<SentCall> others =
        calls.stream().filter(call -> call.seq() > last()).map(this::sent).toList();
    checkWhole(others);
    journal.addAll(others);
  }

  private void checkWhole(List<SentCall> calls) {
    Map<String, Delivery> byMark = new HashMap<>();
    customers.deliveries().forEach(one -> byMark.put(one.calls().getFirst().mark(), one));
    int next = 0;
    while (next < calls.size()) {
      Delivery delivery = byMark.get(calls.get(next).mark());
      int end = delivery == null ? 0 : next + delivery.calls().size();
      if (delivery == null
          || end > calls.size()
          || !calls.subList(next, end).equals(delivery.calls())) {
        throw new Violation("Not whole: " + calls.subList(next, calls.size()));
      }
      next = end;
    }
  }

  /** It comes in time, and says no more than is so. */
  void checkAnswer(Delivery delivery) {
    long nanos =
        policy.journalDeadline().plus(policy.budget()).plus(SLACK).toNanos()
            - (delivery.answeredAt() - delivery.sentAt());
    if (nanos < 0) {
      throw new Violation("Too late by %d ns: %s".formatted(-nanos, delivery));
    }
    if (delivery.isAcknowledged() && !isDurable(delivery)) {
      throw new Violation("Acknowledged and not durable: " + delivery);
    }
  }

  private boolean isDurable(Delivery delivery) {
    int end = (int) delivery.lastSeq();
    int size = delivery.calls().size();
    return end >= size
        && end <= journal.size()
        && journal.subList(end - size, end).equals(delivery.calls());
  }

  /** Up to where calls were answered 200. */
  long promised() {
    return customers.deliveries().stream()
        .filter(Delivery::isProcessed)
        .mapToLong(Delivery::lastSeq)
        .max()
        .orElse(0);
  }

  /** Whoever reads sees what was answered 200 before. */
  void checkPromised(Shown shown, long promised) {
    if (shown.mark() < promised) {
      throw new Violation(
          "Calls up to %d were answered 200, and up to %d are seen"
              .formatted(promised, shown.mark()));
    }
  }

  /** All that is seen is what the calls up to the mark make of it. */
  void checkFacts(Shown shown) {
    long mark = shown.mark();
    if (mark > last()) {
      throw new Violation("%d calls are processed of %d".formatted(mark, last()));
    }
    if (mark < modelled) {
      model = new Model();
      modelled = 0;
    }
    while (modelled < mark) {
      model.add(modelled + 1, journal.get((int) modelled));
      modelled++;
    }
    Map<Fact.Of, Fact> expected = model.facts();
    Map<Fact.Of, Fact> found = shown.facts();
    if (!expected.equals(found)) {
      throw new Violation("After call %d %s".formatted(mark, difference(expected, found)));
    }
    shown.checkFeed(found);
    checkNoneIsSetAside(shown.setAside());
  }

  private void checkNoneIsSetAside(Set<Long> setAside) {
    if (setAside.isEmpty()) {
      return;
    }
    for (Delivery delivery : customers.deliveries()) {
      if (delivery.isProcessed()) {
        for (long seq = delivery.lastSeq();
            seq > delivery.lastSeq() - delivery.calls().size();
            seq--) {
          if (setAside.contains(seq)) {
            throw new Violation(
                "Answered 200, and set aside %d: %s %s".formatted(seq, delivery, delivery.calls()));
          }
        }
      }
    }
  }

  private static String difference(Map<Fact.Of, Fact> expected, Map<Fact.Of, Fact> found) {
    Set<Fact.Of> all = new HashSet<>(expected.keySet());
    all.addAll(found.keySet());
    all.removeIf(of -> expected.containsKey(of) && expected.get(of).equals(found.get(of)));
    var lines = new StringBuilder();
    for (Fact.Of of : all) {
      lines.append("%n%s should be %s, and is %s".formatted(of, expected.get(of), found.get(of)));
    }
    return lines.toString();
  }

  /** Whoever was refused before its time was over has left nothing behind. */
  void checkRefused() {
    Set<String> marks = new HashSet<>();
    journal.forEach(call -> marks.add(call.mark()));
    for (Delivery delivery : customers.deliveries()) {
      if (delivery.isRefusedWithin(policy.journalDeadline())
          && delivery.calls().stream().anyMatch(call -> marks.contains(call.mark()))) {
        throw new Violation("Refused, and journaled: " + delivery);
      }
    }
  }

  /** What has happened. */
  Tally tally(long trace, int crashes) {
    var tally = new Tally(trace, 1, crashes, journal.size(), model.repeats(), 0, 0, 0, 0);
    for (Delivery delivery : customers.deliveries()) {
      tally = tally.plus(delivery.tally());
    }
    return tally;
  }
}
