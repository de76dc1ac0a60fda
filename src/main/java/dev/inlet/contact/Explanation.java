package dev.inlet.contact;

import dev.inlet.merge.Register;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a contact has a value: which message set it, and what became of the others that named one.
 *
 * @param winner what is in force
 * @param lost what is not, latest first
 */
public record Explanation(Said winner, List<Lost> lost) {
  private static final Comparator<Said> BY_TIME =
      Comparator.comparing(Said::register)
          .thenComparing(said -> said.person() == null ? "" : said.person().key());

  /**
   * That a message said a value.
   *
   * @param person of whom; null when it is of a company
   */
  public record Said(@Nullable Person person, Register register) {
    private boolean isSameValueAs(@Nullable Said other) {
      return other != null && register.value().equals(other.register().value());
    }
  }

  /** A value that is not in force, and why. */
  public record Lost(Said said, Reason reason) {}

  /** Why a value is not in force. */
  public enum Reason {
    /** A later message set another value. */
    OLDER,
    /** A later message cleared the value by sending null. */
    CLEARED,
    /** Of two messages of the same time the one with the greater messageId counts. */
    SAME_TIME,
    /** It would be in force, had it been processed; it was set aside. */
    NOT_PROCESSED
  }

  /**
   * Explains one name.
   *
   * @param stored what the contact's parts hold under the name, one at least
   * @param earlier what messages are known to have said besides; repetitions are left out
   */
  public static Explanation of(Collection<Said> stored, Collection<Said> earlier) {
    Said winner = stored.stream().max(BY_TIME).orElseThrow();
    return new Explanation(
        winner,
        Stream.concat(stored.stream(), earlier.stream())
            .distinct()
            .filter(said -> !said.equals(winner))
            .sorted(BY_TIME.reversed())
            .map(said -> new Lost(said, reason(said.register(), winner.register())))
            .toList());
  }

  /** What lost, without what said no more than the value that was there before. */
  public List<Lost> changes() {
    var changes = new ArrayList<Lost>();
    Said before = null;
    for (Lost one : lost.reversed()) {
      if (!one.said().isSameValueAs(before) || one.reason() == Reason.NOT_PROCESSED) {
        changes.addFirst(one);
      }
      before = one.said();
    }
    return changes;
  }

  /** Whether a value that lost is that of the winner, which a later message said again. */
  public boolean isConfirmed(Lost one) {
    return one.reason() == Reason.OLDER && one.said().isSameValueAs(winner);
  }

  private static Reason reason(Register lost, Register winner) {
    if (lost.compareTo(winner) > 0) {
      return Reason.NOT_PROCESSED;
    }
    if (winner.isCleared()) {
      return Reason.CLEARED;
    }
    return lost.stamp().time().equals(winner.stamp().time()) ? Reason.SAME_TIME : Reason.OLDER;
  }
}
