package dev.inlet.process;

import dev.inlet.call.Warning;
import dev.inlet.delivery.AcceptedDeliveries;
import dev.inlet.delivery.DeliveryId;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Placed;
import dev.inlet.delivery.Mention;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Sought;
import dev.inlet.journal.Archive;
import dev.inlet.journal.BackwardSearch;
import dev.inlet.journal.CallSearch;
import dev.inlet.journal.CallSearch.Found;
import dev.inlet.journal.CallSearch.Wanted;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An account's deliveries that were taken, out of the journal. What became of one depends on which
 * side of the mark it lies, and on whether it was set aside.
 */
@Singleton
final class JournaledDeliveries implements AcceptedDeliveries {
  private static final int PROCESSED = Outcome.status(Outcome.PROCESSED);
  private static final int ACCEPTED = Outcome.status(Outcome.ACCEPTED);

  /** How far the order of calls and that of their times may differ. */
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

  private final CallSearch calls;
  private final BackwardSearch search;
  private final Archive archive;
  private final Progress progress;
  private final SetAsideCalls setAsideCalls;

  JournaledDeliveries(
      CallSearch calls,
      BackwardSearch search,
      Archive archive,
      Progress progress,
      SetAsideCalls setAsideCalls) {
    this.calls = calls;
    this.search = search;
    this.archive = archive;
    this.progress = progress;
    this.setAsideCalls = setAsideCalls;
  }

  @Override
  public Sought newest(String accountId, Filter filter, long before, int limit) {
    long mark = progress.mark();
    boolean isAccepted = filter.status() != null && filter.status() == ACCEPTED;
    if (isAccepted && !filter.isRepaired() && !filter.isPicky()) {
      return Sought.all(accepted(accountId, wanted(filter), before, mark, limit));
    }
    if (filter.isNarrow()) {
      return searched(accountId, filter, before, mark, limit);
    }
    return Sought.all(
        filter.status() == null
            ? journaled(accountId, wanted(filter), 0, before, mark, limit)
            : answered(filter, accountId, Math.min(before, mark + 1), mark, limit));
  }

  private static Wanted wanted(Filter filter) {
    return new Wanted(filter.type(), filter.messageId(), filter.isRepaired());
  }

  /** Looks for what may be rare, for so long. */
  private Sought searched(String accountId, Filter filter, long before, long mark, int limit) {
    Instant from = filter.from();
    Instant to = filter.to();
    long above = from == null ? 0 : search.firstSince(from.minus(OUT_OF_ORDER)) - 1;
    long below = to == null ? before : Math.min(before, search.firstSince(to.plus(OUT_OF_ORDER)));
    BackwardSearch.Sought sought =
        search.look(
            accountId,
            wanted(filter),
            piece -> sieved(accountId, filter, piece, mark),
            above,
            below,
            limit);
    return new Sought(shown(accountId, sought.found(), mark), sought.next(), sought.since());
  }

  private List<Found> sieved(String accountId, Filter filter, List<Found> piece, long mark) {
    Predicate<Found> came = call -> filter.admits(call.sender(), call.keyId(), call.storedAt());
    List<Found> left = piece.stream().filter(came).toList();
    Integer status = filter.status();
    if (status != null && !left.isEmpty()) {
      Set<Long> setAside = setAsideCalls.among(accountId, seqs(left));
      left =
          left.stream()
              .filter(call -> status(call.seq(), mark, setAside.contains(call.seq())) == status)
              .toList();
    }
    return filter.mention().isAny() ? left : mentioning(accountId, filter.mention(), left);
  }

  private List<Found> mentioning(String accountId, Mention mention, List<Found> some) {
    Map<Long, String> messageIds =
        some.stream().collect(Collectors.toMap(Found::seq, Found::messageId));
    var mentioning = new HashSet<Long>();
    calls.sent(
        accountId,
        messageIds.keySet(),
        (seq, body) -> {
          if (mention.isIn(messageIds.get(seq), null, body)) {
            mentioning.add(seq);
          }
        });
    return some.stream().filter(call -> mentioning.contains(call.seq())).toList();
  }

  /** Leaves out what was answered otherwise, and reads on for as many as are missing. */
  private List<Placed> answered(
      Filter filter, String accountId, long before, long mark, int limit) {
    var answered = new ArrayList<Placed>();
    long below = before;
    while (true) {
      List<Placed> piece = journaled(accountId, wanted(filter), 0, below, mark, limit);
      piece.stream()
          .filter(found -> Objects.equals(found.entry().status(), filter.status()))
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
    return shown(accountId, calls.newest(accountId, wanted, above, below, limit), mark);
  }

  private List<Placed> shown(String accountId, List<Found> found, long mark) {
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
  public void sent(String accountId, Collection<Long> places, BiConsumer<Long, byte[]> reader) {
    calls.sent(accountId, places, reader);
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
