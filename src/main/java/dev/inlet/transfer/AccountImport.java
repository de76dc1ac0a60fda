package dev.inlet.transfer;

import dev.inlet.audit.Action;
import dev.inlet.audit.Actor;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.audit.WhoActs;
import dev.inlet.codec.Parsed;
import dev.inlet.erase.Erasures;
import dev.inlet.erase.closing.ClosingStore;
import dev.inlet.journal.CallRejected;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.Progress;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.operate.OperationRefused;
import dev.inlet.process.Forecast;
import dev.inlet.process.SeenMessages;
import dev.inlet.transfer.ImportedAccounts.Begun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes in lines of an exported account. Each merges with what is stored as the calls did that it
 * was made of: what is older than what is known loses, and what is known already changes nothing.
 * So lines may come in any order and any number of times, and live calls meanwhile.
 *
 * <p>Some lines share a transaction, which has locked the processor's mark: of each line all is
 * stored, or nothing, and what was refused of them refuses no other. What is taken in has reached
 * the disk when this returns, is told of in the feed, and counts as if its calls had come here: a
 * call that the other Inlet has stored changes nothing when it comes here again. Who was erased
 * here stays so: what is older than that is left out.
 */
@Singleton
public final class AccountImport {
  /** So few at a time, because the processor waits meanwhile. */
  private static final int PIECE = 256;

  /** As for calls, how far a clock may be ahead. */
  private static final Duration AHEAD = Duration.ofDays(1);

  /** How long somebody may go on with an import before it is noted once more. */
  private static final Duration NOTED_EVERY = Duration.ofHours(1);

  private static final int LONGEST_ACTOR = 200;

  private final Progress progress;
  private final ImportTransaction transaction;
  private final ImportedAccounts accounts;
  private final Erasures erasures;
  private final ClosingStore closings;
  private final Forecast forecast;
  private final MemoryBudget memory;
  private final AuditLog audit;
  private final WhoActs who;
  private final InstantSource clock;

  /** One after the other: what lines take of memory is bounded for one request alone. */
  private final ReentrantLock turn = new ReentrantLock(true);

  AccountImport(
      Progress progress,
      ImportTransaction transaction,
      ImportedAccounts accounts,
      Erasures erasures,
      ClosingStore closings,
      Forecast forecast,
      MemoryBudget memory,
      AuditLog audit,
      WhoActs who,
      InstantSource clock) {
    this.progress = progress;
    this.transaction = transaction;
    this.accounts = accounts;
    this.erasures = erasures;
    this.closings = closings;
    this.forecast = forecast;
    this.memory = memory;
    this.audit = audit;
    this.who = who;
    this.clock = clock;
  }

  /** A line that was not taken in, by its number, and why. */
  public record RefusedLine(long number, String reason) {}

  /**
   * What came of lines.
   *
   * @param lines how many there were that are not blank
   * @param changes how many changes they made, as the feed tells of them
   * @param leftOut how many have something in them about people who were erased here, which is not
   *     taken in
   */
  public record Imported(long lines, long changes, long leftOut, List<RefusedLine> refused) {}

  /** A line that could be read. */
  record Line(long number, AccountRecord read) {}

  /**
   * Takes in lines.
   *
   * @param text of UTF-8, with line feeds between them
   * @param first the number of the first line
   * @throws OperationRefused while an erasure is under way in the account, when it is closed, or
   *     when the lines are of another format, so that none of them is taken in
   */
  public Imported take(String accountId, byte[] text, long first) {
    turn.lock();
    try {
      return takeInTurn(accountId, text, first);
    } finally {
      turn.unlock();
    }
  }

  private Imported takeInTurn(String accountId, byte[] text, long first) {
    if (closings.current(accountId).isPresent()) {
      throw OperationRefused.taken(
          "Account " + accountId + " is closed, and will be erased: reopen it first");
    }
    if (erasures.isUnfinished(accountId)) {
      throw OperationRefused.taken(
          "An erasure is under way in account " + accountId + ": import again in a moment");
    }
    var lines = new ArrayList<Line>();
    var refused = new ArrayList<RefusedLine>();
    long count = read(text, first, lines, refused);
    note(accountId);
    var sum = new Sum();
    for (int from = 0; from < lines.size(); from += PIECE) {
      take(accountId, lines.subList(from, Math.min(from + PIECE, lines.size())), sum, refused);
    }
    progress.force();
    refused.sort(Comparator.comparingLong(RefusedLine::number));
    return new Imported(count, sum.changes, sum.leftOut, refused);
  }

  private static final class Sum {
    private long changes;
    private long leftOut;
  }

  /** Notes that somebody imports, and has live calls looked up from now on. */
  private void note(String accountId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Actor actor = who.now();
    String name = actor.name();
    String by =
        actor.kind().wireName()
            + " "
            + (name.length() > LONGEST_ACTOR ? name.substring(0, LONGEST_ACTOR) : name);
    Optional<Begun> last = accounts.last(accountId);
    if (last.isPresent()
        && last.get().by().equals(by)
        && now.isBefore(last.get().at().plus(NOTED_EVERY))) {
      return;
    }
    audit.noting(
        () -> {
          progress.lockMark();
          accounts.begin(accountId, new Begun(now, by));
          return accountId;
        },
        done -> Deed.in(accountId, Action.ACCOUNT_IMPORTED, accountId));
    accounts.awaitHeeded(
        last.isPresent() && now.isBefore(last.get().at().plus(SeenMessages.REMEMBERED)));
  }

  /** Reads all lines; returns how many there are that are not blank. */
  private long read(byte[] text, long first, List<Line> lines, List<RefusedLine> refused) {
    Instant latest = clock.instant().plus(AHEAD);
    long number = first;
    long count = 0;
    int start = 0;
    while (start < text.length) {
      int end = start;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      byte[] line = Arrays.copyOfRange(text, start, end);
      if (!isBlank(line)) {
        count++;
        switch (RecordReader.read(line, latest)) {
          case Parsed.Ok<AccountRecord> ok -> lines.add(new Line(number, ok.value()));
          case Parsed.Bad<AccountRecord> bad -> refused.add(refused(number, bad.problem()));
        }
      }
      start = end + 1;
      number++;
    }
    return count;
  }

  private static RefusedLine refused(long number, String problem) {
    if (problem.equals(RecordReader.OTHER_FORMAT)) {
      throw OperationRefused.wrong(problem);
    }
    return new RefusedLine(number, problem);
  }

  private static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (one != ' ' && one != '\r' && one != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Refused together, lines are tried by halves, so that only those to blame are refused. */
  private void take(String accountId, List<Line> lines, Sum sum, List<RefusedLine> refused) {
    try (Forecast.Suspension suspension = forecast.suspend()) {
      Allowance allowance =
          lines.size() == 1 ? Allowance.unbounded() : Allowance.of(memory.changed());
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      ImportTransaction.Done done =
          progress.inTransaction(() -> transaction.take(accountId, lines, allowance, now));
      sum.changes += done.changes();
      sum.leftOut += done.leftOut();
      refused.addAll(done.refused());
    } catch (CallRejected e) {
      if (lines.size() == 1) {
        refused.add(new RefusedLine(lines.getFirst().number(), e.reason()));
      } else {
        byHalves(accountId, lines, sum, refused);
      }
    } catch (TooMuchAtOnce e) {
      byHalves(accountId, lines, sum, refused);
    }
  }

  private void byHalves(String accountId, List<Line> lines, Sum sum, List<RefusedLine> refused) {
    int half = lines.size() / 2;
    take(accountId, lines.subList(0, half), sum, refused);
    take(accountId, lines.subList(half, lines.size()), sum, refused);
  }
}
