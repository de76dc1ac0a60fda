package dev.inlet.process;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.inlet.call.CallType;
import dev.inlet.delivery.MeterNames;
import dev.inlet.erase.TombstoneCheck;
import dev.inlet.journal.Journaled;
import dev.inlet.process.Interpreter.Interpretation.Understood;
import dev.inlet.process.OldCalls.Meant;
import dev.inlet.process.Remarks.Found;
import dev.inlet.process.Remarks.Repeat;
import dev.inlet.process.SeenMessages.Occurrence;
import dev.inlet.process.SetAsideCalls.SetAside;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of calls, within a transaction that has locked the mark. */
@Singleton
final class Processing {
  private static final Logger LOG = LoggerFactory.getLogger(Processing.class);

  /** How often a call is tried before it is set aside. */
  static final int ATTEMPTS = 3;

  private final TombstoneCheck tombstones;
  private final SeenMessages seenMessages;
  private final OldCalls oldCalls;
  private final SetAsideCalls setAsideCalls;
  private final Interpreter interpreter;
  private final Effects effects;
  private final KeyUse keyUse;
  private final Counter repeated;
  private final Counter setAside;

  Processing(
      TombstoneCheck tombstones,
      SeenMessages seenMessages,
      OldCalls oldCalls,
      SetAsideCalls setAsideCalls,
      Interpreter interpreter,
      Effects effects,
      KeyUse keyUse,
      MeterRegistry meters) {
    this.tombstones = tombstones;
    this.seenMessages = seenMessages;
    this.oldCalls = oldCalls;
    this.setAsideCalls = setAsideCalls;
    this.interpreter = interpreter;
    this.effects = effects;
    this.keyUse = keyUse;
    this.repeated =
        Counter.builder(MeterNames.REPEATED)
            .description("Deliveries of a message that was processed before")
            .register(meters);
    this.setAside =
        Counter.builder("inlet.calls.set.aside")
            .description("Calls that could not be processed")
            .register(meters);
  }

  /**
   * Processes calls that follow the mark: leaves out the erased, drops repeats, has the effects of
   * the others, and sets aside those that fail. Those too are remembered, so that no repeat
   * overtakes their replay; what was stored long ago is not, since it is found again.
   *
   * @param verdict why the only call is not even tried; null when the calls are
   * @return what came of them
   */
  Processed process(List<Journaled> following, long mark, @Nullable Failure verdict) {
    List<Journaled> calls = tombstones.passing(following);
    var fresh = new ArrayList<Journaled>(calls.size());
    var occurrences = new ArrayList<Occurrence>(calls.size());
    var repeats = new ArrayList<Repeat>();
    List<MessageKey> keys = calls.stream().map(MessageKey::of).toList();
    Map<MessageKey, Long> seen = new HashMap<>(seenMessages.seen(keys, mark));
    for (int i = 0; i < calls.size(); i++) {
      Journaled call = calls.get(i);
      Long first = seen.putIfAbsent(keys.get(i), call.seq());
      if (first == null) {
        fresh.add(call);
        occurrences.add(new Occurrence(keys.get(i), call.seq()));
      } else {
        repeats.add(new Repeat(call, first));
      }
    }
    CarriedOut done =
        verdict == null
            ? carryOut(fresh, ATTEMPTS)
            : CarriedOut.nothing(fresh.stream().map(call -> new SetAside(call, verdict)).toList());
    repeats.addAll(done.repeats());
    repeated.increment(repeats.size());
    setAside(done.failed());
    Set<Long> known = done.repeats().stream().map(one -> one.call().seq()).collect(toSet());
    occurrences.removeIf(one -> known.contains(one.seq()));
    seenMessages.remember(occurrences, following.getLast().seq());
    Set<Long> unprocessed = ofMessagesSetAside(repeats.stream().map(Repeat::call).toList());
    done.failed().forEach(one -> unprocessed.add(one.call().seq()));
    List<Journaled> aliases =
        fresh.stream().filter(call -> call.entry().type() == CallType.ALIAS).toList();
    return new Processed(
        unprocessed, new Found(repeats, aliases, done.lostAliases(), without(calls, following)));
  }

  private static List<Journaled> without(List<Journaled> passing, List<Journaled> all) {
    if (passing.size() == all.size()) {
      return List.of();
    }
    Set<Long> passed = passing.stream().map(Journaled::seq).collect(toSet());
    return all.stream().filter(call -> !passed.contains(call.seq())).toList();
  }

  /**
   * What came of calls.
   *
   * @param unprocessed the sequence numbers of those that are set aside, and of repeats of such
   *     messages
   * @param found what else is to be told of them
   */
  record Processed(Set<Long> unprocessed, Found found) {}

  /**
   * Tries calls once more that were set aside, and returns those that fail again. One whose message
   * was stored meanwhile, because it came again when it was forgotten, has no effect.
   */
  Retried retry(List<Journaled> calls) {
    List<Journaled> passing = tombstones.passing(calls);
    return new Retried(passing.size(), carryOut(passing, 1).failed());
  }

  /**
   * What came of trying calls once more.
   *
   * @param tried how many there were, but for those about the erased
   */
  record Retried(int tried, List<SetAside> failed) {}

  private record CarriedOut(
      List<SetAside> failed, List<Repeat> repeats, List<Journaled> lostAliases) {
    static CarriedOut nothing(List<SetAside> failed) {
      return new CarriedOut(failed, List.of(), List.of());
    }
  }

  /**
   * Writes what the handlers make of these calls, and returns the calls that failed, and those of
   * long ago that are stored already.
   *
   * @param attempts how often the handler of each call is tried
   */
  private CarriedOut carryOut(List<Journaled> calls, int attempts) {
    var meant = new ArrayList<Meant>(calls.size());
    var failed = new ArrayList<SetAside>();
    for (Journaled call : calls) {
      switch (interpreter.interpret(call, attempts)) {
        case Understood understood -> meant.add(new Meant(call, understood.changes()));
        case Failure failure -> failed.add(new SetAside(call, failure));
      }
    }
    OldCalls.Found old = oldCalls.among(meant);
    Effects.Batch batch = effects.batch(calls.size());
    var repeats = new ArrayList<Repeat>();
    for (Meant one : meant) {
      Long first = old.storedBefore().get(one.call().seq());
      if (first == null) {
        batch.add(one.call(), one.changes());
      } else {
        repeats.add(new Repeat(one.call(), first));
      }
    }
    failed.addAll(batch.carryOut());
    old.stored(failed.stream().map(one -> one.call().seq()).collect(toSet()));
    keyUse.note(batch.keysUsed());
    return new CarriedOut(failed, repeats, batch.lostAliases());
  }

  private void setAside(List<SetAside> failed) {
    if (failed.isEmpty()) {
      return;
    }
    setAsideCalls.add(failed);
    setAside.increment(failed.size());
    for (SetAside one : failed) {
      LOG.warn("Call {} of the journal is set aside. {}", one.call().seq(), one.failure().reason());
    }
  }

  private Set<Long> ofMessagesSetAside(List<Journaled> repeats) {
    Map<String, List<Journaled>> byAccount =
        repeats.stream().collect(groupingBy(call -> call.entry().accountId()));
    var found = new HashSet<Long>();
    byAccount.forEach(
        (account, calls) -> {
          Set<String> messages = setAsideCalls.messages(account, messageIds(calls));
          calls.stream()
              .filter(call -> messages.contains(call.entry().messageId()))
              .forEach(call -> found.add(call.seq()));
        });
    return found;
  }

  private static List<String> messageIds(List<Journaled> calls) {
    return calls.stream().map(call -> call.entry().messageId()).toList();
  }
}
