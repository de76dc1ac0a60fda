package dev.inlet.process;

import dev.inlet.call.CallType;
import dev.inlet.erase.TombstoneCheck;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.handler.Change;
import dev.inlet.journal.Journaled;
import dev.inlet.process.Interpreter.Interpretation.Understood;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells of which calls it is certain, before anything is written, that they will be processed and
 * not be set aside: their message was not seen before, they are about nobody who was erased, their
 * handler has said what they ask for, and whom they are about has room for it. So they can be
 * answered, and be written together a moment later.
 *
 * <p>What would be told of a call besides, as of a repeat or of an alias, is known when it is
 * written; such calls are never certain.
 *
 * <p>Of the processor's thread alone, but for {@link #suspend}.
 */
@Singleton
public final class Forecast {
  private final TombstoneCheck tombstones;
  private final SeenMessages seenMessages;
  private final Interpreter interpreter;
  private final Room room;

  /** The messages that are certain and not yet written, and where in the journal they stand. */
  private final Map<MessageKey, Long> certain = new LinkedHashMap<>();

  private final AtomicInteger suspensions = new AtomicInteger();
  private final AtomicInteger suspended = new AtomicInteger();

  Forecast(
      TombstoneCheck tombstones, SeenMessages seenMessages, Interpreter interpreter, Room room) {
    this.tombstones = tombstones;
    this.seenMessages = seenMessages;
    this.interpreter = interpreter;
    this.room = room;
  }

  /**
   * How many of these calls are certain, from the first one on. They count as seen from now on.
   *
   * @param following calls that follow those that were certain before, or the mark
   * @param mark up to where the journal is processed
   */
  int certain(List<Journaled> following, long mark) {
    try {
      return found(following, mark);
    } catch (Throwable e) {
      // What a vendor's handler returns may throw when it is looked at. Writing will tell whose.
      OutOfMemory.endIfIn(e);
      return 0;
    }
  }

  private int found(List<Journaled> following, long mark) {
    int before = suspended.get();
    List<Journaled> calls = ofKnownEnd(following);
    if (calls.isEmpty() || suspensions.get() > 0 || tombstones.mayLeaveOut(calls)) {
      return 0;
    }
    List<MessageKey> keys = calls.stream().map(MessageKey::of).toList();
    List<List<Change>> changes = changes(calls.subList(0, unseen(keys, mark)));
    int count = room.taken(calls, changes);
    if (suspensions.get() > 0 || suspended.get() != before) {
      room.forget();
      return 0;
    }
    for (int i = 0; i < count; i++) {
      certain.put(keys.get(i), calls.get(i).seq());
    }
    return count;
  }

  /** Those before the first that has more to it than its own effects. */
  private static List<Journaled> ofKnownEnd(List<Journaled> calls) {
    int end = 0;
    while (end < calls.size() && hasKnownEnd(calls.get(end).entry().type())) {
      end++;
    }
    return calls.subList(0, end);
  }

  /**
   * Whether an alias links anything is found out by carrying it out; so is what a delete removes.
   */
  private static boolean hasKnownEnd(CallType type) {
    return switch (type) {
      case IDENTIFY, TRACK, PAGE, SCREEN, GROUP -> true;
      case ALIAS, DELETE -> false;
    };
  }

  /** How many come before the first repeat. */
  private int unseen(List<MessageKey> keys, long mark) {
    Map<MessageKey, Long> seen = seenMessages.seen(keys, mark);
    Set<MessageKey> here = new HashSet<>();
    int count = 0;
    while (count < keys.size()
        && !seen.containsKey(keys.get(count))
        && !certain.containsKey(keys.get(count))
        && here.add(keys.get(count))) {
      count++;
    }
    return count;
  }

  /** What calls ask for, up to the first of which nobody can tell. */
  private List<List<Change>> changes(List<Journaled> calls) {
    var changes = new ArrayList<List<Change>>(calls.size());
    for (Journaled call : calls) {
      if (!(interpreter.ahead(call) instanceof Understood understood)
          || !understood.changes().stream().allMatch(UsualSize::has)) {
        break;
      }
      changes.add(understood.changes());
    }
    return changes;
  }

  /** The calls up to a mark are written. */
  void written(long mark) {
    certain.values().removeIf(seq -> seq <= mark);
    interpreter.processed(mark);
  }

  /** Something else than the processor writes now: until it is done, nothing is certain. */
  public Suspension suspend() {
    suspensions.incrementAndGet();
    return new Suspension();
  }

  /** Ends by being closed, and then what was known of who has room is forgotten. */
  public final class Suspension implements AutoCloseable {
    @Override
    public void close() {
      suspended.incrementAndGet();
      suspensions.decrementAndGet();
    }
  }
}
