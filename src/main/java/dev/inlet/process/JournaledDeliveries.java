package dev.inlet.process;

import dev.inlet.call.Warning;
import dev.inlet.delivery.AcceptedDeliveries;
import dev.inlet.delivery.DeliveryId;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Placed;
import dev.inlet.delivery.Outcome;
import dev.inlet.journal.Archive;
import dev.inlet.journal.CallSearch;
import dev.inlet.journal.CallSearch.Found;
import dev.inlet.journal.CallSearch.Wanted;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.Progress;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An account's deliveries that were taken, out of the journal. What became of one depends on which
 * side of the mark it lies, and on whether it was set aside.
 */
@Singleton
final class JournaledDeliveries implements AcceptedDeliveries {
  private static final int PROCESSED = Outcome.status(Outcome.PROCESSED);
  private static final int ACCEPTED = Outcome.status(Outcome.ACCEPTED);

  private final CallSearch calls;
  private final Archive archive;
  private final Progress progress;
  private final SetAsideCalls setAsideCalls;

  JournaledDeliveries(
      CallSearch calls, Archive archive, Progress progress, SetAsideCalls setAsideCalls) {
    this.calls = calls;
    this.archive = archive;
    this.progress = progress;
    this.setAsideCalls = setAsideCalls;
  }

  @Override
  public List<Placed> newest(String accountId, Filter filter, long before, int limit) {
    var wanted = new Wanted(filter.type(), filter.messageId(), filter.isRepaired());
    long mark = progress.mark();
    if (filter.status() == null) {
      return journaled(accountId, wanted, 0, before, mark, limit);
    }
    if (filter.status() == PROCESSED) {
      return answered(PROCESSED, accountId, wanted, Math.min(before, mark + 1), mark, limit);
    }
    return filter.isRepaired()
        ? answered(ACCEPTED, accountId, wanted, before, mark, limit)
        : accepted(accountId, wanted, before, mark, limit);
  }

  /** Leaves out what was answered otherwise, and reads on for as many as are missing. */
  private List<Placed> answered(
      int status, String accountId, Wanted wanted, long before, long mark, int limit) {
    var answered = new ArrayList<Placed>();
    long below = before;
    while (true) {
      List<Placed> piece = journaled(accountId, wanted, 0, below, mark, limit);
      piece.stream()
          .filter(found -> found.entry().status() == status)
          .limit(limit - answered.size())
          .forEach(answered::add);
      if (piece.size() < limit || answered.size() == limit) {
        return answered;
      }
      below = piece.getLast().place();
    }
  }

  /** What is beyond the mark, and then what was set aside. */
  private List<Placed> accepted(
      String accountId, Wanted wanted, long before, long mark, int limit) {
    var accepted = new ArrayList<>(journaled(accountId, wanted, mark, before, mark, limit));
    List<Found> setAside =
        setAsideCalls.newest(accountId, wanted, Math.min(before, mark + 1), limit);
    Map<Long, Set<Warning>> warnings = calls.warnings(seqs(setAside));
    setAside.forEach(call -> accepted.add(placed(call, ACCEPTED, true, warnings)));
    return accepted.subList(0, Math.min(limit, accepted.size()));
  }

  private List<Placed> journaled(
      String accountId, Wanted wanted, long above, long below, long mark, int limit) {
    List<Found> found = calls.newest(accountId, wanted, above, below, limit);
    Map<Long, Set<Warning>> warnings = calls.warnings(seqs(found));
    Set<Long> setAside = setAsideCalls.among(accountId, seqs(found));
    return found.stream()
        .map(
            call -> {
              boolean isSetAside = setAside.contains(call.seq());
              return placed(call, status(call.seq(), mark, isSetAside), isSetAside, warnings);
            })
        .toList();
  }

  private static List<Long> seqs(List<Found> found) {
    return found.stream().map(Found::seq).toList();
  }

  private static int status(long seq, long mark, boolean isSetAside) {
    return seq <= mark && !isSetAside ? PROCESSED : ACCEPTED;
  }

  private static Placed placed(
      Found call, int status, boolean isSetAside, Map<Long, Set<Warning>> warnings) {
    return new Placed(
        new Entry(
            DeliveryId.journaled(call.seq()).toString(),
            call.messageId(),
            call.type(),
            status,
            isSetAside,
            null,
            null,
            call.sender(),
            call.storedAt(),
            warnings.getOrDefault(call.seq(), Set.of())),
        call.seq());
  }

  @Override
  public Optional<Detail> find(String accountId, long seq) {
    return archive.find(accountId, seq).map(this::detail);
  }

  private Detail detail(Journaled call) {
    JournalEntry sent = call.entry();
    boolean isSetAside = !setAsideCalls.between(call.seq() - 1, call.seq()).isEmpty();
    var entry =
        new Entry(
            DeliveryId.journaled(call.seq()).toString(),
            sent.messageId(),
            sent.type().wireName(),
            status(call.seq(), progress.mark(), isSetAside),
            isSetAside,
            null,
            null,
            sent.sender().wireName(),
            sent.storedAt(),
            sent.warnings());
    return new Detail(entry, call.seq(), sent.keyId(), sent.settings(), sent.body());
  }
}
