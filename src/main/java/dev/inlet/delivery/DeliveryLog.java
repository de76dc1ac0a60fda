package dev.inlet.delivery;

import dev.inlet.call.Warning;
import dev.inlet.delivery.DeliveryId.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of an account, those that came last first: accepted ones out of the journal, as
 * long as it keeps them, and refused ones as they were noted. Every call may block.
 */
@Singleton
public final class DeliveryLog {
  private static final int ACCEPTED = Outcome.status(Outcome.ACCEPTED);

  /** In bytes: larger bodies are not read for a list, whose page of them would take too long. */
  private static final int READ_FOR_A_LIST = 65_536;

  /**
   * One delivery.
   *
   * @param id a {@link DeliveryId}, as it is written
   * @param status what was answered; an accepted one has 200 once it is processed, 202 until then
   * @param setAside whether it was accepted and could not be processed
   * @param cause why it was refused; null for an accepted one, and for one that was noted before
   *     causes were
   * @param message what its sender was told when it was refused; null for an accepted one
   * @param warnings what was repaired of an accepted one
   */
  public record Entry(
      String id,
      @Nullable String messageId,
      @Nullable String type,
      int status,
      boolean setAside,
      @Nullable Cause cause,
      @Nullable String message,
      String sender,
      Instant receivedAt,
      Set<Warning> warnings) {

    /** Whether it was taken and has changed nothing. */
    public boolean isWithoutEffect() {
      return warnings.stream().anyMatch(Warning::isWithoutEffect);
    }
  }

  /** One delivery, and its place in the journal or among the refusals. */
  public record Placed(Entry entry, long place) {
    private boolean isAfter(Placed other) {
      return entry.receivedAt().isAfter(other.entry.receivedAt());
    }
  }

  /**
   * One delivery with what was sent, as long as that is kept.
   *
   * @param seq the sequence number of its call in the journal; null for a refused one
   * @param keyId the API key it came with
   * @param settings the settings it came with, as JSON; null when there were none or none are kept
   * @param body what was sent; of a refused delivery only its beginning, for a while
   */
  public record Detail(
      Entry entry,
      @Nullable Long seq,
      String keyId,
      @Nullable String settings,
      byte @Nullable [] body) {}

  /**
   * What to look for; null means any.
   *
   * @param isRepaired whether only those of which something was repaired
   * @param from at this time or later
   * @param to before this time
   */
  public record Filter(
      @Nullable Integer status,
      @Nullable String type,
      @Nullable String messageId,
      boolean isRepaired,
      @Nullable String sender,
      @Nullable String keyId,
      @Nullable Instant from,
      @Nullable Instant to,
      Mention mention) {

    /** All of them. */
    public static final Filter ANY = of(null, null, null, false);

    /** By what a call is, whoever sent it and when. */
    public static Filter of(
        @Nullable Integer status,
        @Nullable String type,
        @Nullable String messageId,
        boolean isRepaired) {
      return new Filter(status, type, messageId, isRepaired, null, null, null, null, Mention.NONE);
    }

    /** Only the deliveries of one message. */
    public static Filter ofMessage(String messageId) {
      return of(null, null, messageId, false);
    }

    /** Whether more is asked for than an answer. */
    public boolean isNarrow() {
      return type != null || messageId != null || isRepaired || isPicky();
    }

    /** Whether it is asked for how and when it came, or for what was sent. */
    public boolean isPicky() {
      return sender != null || keyId != null || from != null || to != null || !mention.isAny();
    }

    /** Whether one came as is asked for. */
    public boolean admits(String itsSender, String itsKeyId, Instant at) {
      return (sender == null || sender.equals(itsSender))
          && (keyId == null || keyId.equals(itsKeyId))
          && (from == null || !at.isBefore(from))
          && (to == null || at.isBefore(to));
    }

    private boolean admitsAccepted() {
      return status == null || status <= ACCEPTED;
    }

    /** Nothing is repaired of what is refused. */
    private boolean admitsRefused() {
      return !isRepaired && (status == null || status > ACCEPTED);
    }
  }

  /** Where to go on: below these places in the journal and among the refusals. */
  public record Position(long journaled, long refused) {
    /** From the newest delivery on. */
    public static final Position NEWEST = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * A part of the log.
   *
   * @param next where it goes on; null at its end
   * @param searchedBackTo up to where it was looked through, when that ended for lack of time
   *     before the page was full; null otherwise
   */
  public record Page(
      List<Entry> entries, @Nullable Position next, @Nullable Instant searchedBackTo) {}

  private final AcceptedDeliveries accepted;
  private final RefusedDeliveries refused;

  DeliveryLog(AcceptedDeliveries accepted, RefusedDeliveries refused) {
    this.accepted = accepted;
    this.refused = refused;
  }

  /**
   * A page of an account's deliveries.
   *
   * @param limit how many at most
   */
  public Page list(String accountId, Filter filter, Position before, int limit) {
    int probe = limit + 1; // one more tells whether the list goes on
    return merged(
        filter.admitsAccepted()
            ? accepted.newest(accountId, filter, before.journaled(), probe)
            : Sought.NOTHING,
        filter.admitsRefused()
            ? refused.newest(accountId, filter, before.refused(), probe)
            : Sought.NOTHING,
        limit);
  }

  /** What some of an account's deliveries are about, by their ids, as far as that can be read. */
  public Map<String, Subject> subjects(String accountId, List<Entry> entries) {
    var subjects = new HashMap<String, Subject>();
    Map<Kind, List<Long>> places =
        entries.stream()
            .map(entry -> DeliveryId.read(entry.id()))
            .filter(Objects::nonNull)
            .collect(
                Collectors.groupingBy(
                    DeliveryId::kind, Collectors.mapping(DeliveryId::number, Collectors.toList())));
    accepted.sent(
        accountId,
        places.getOrDefault(Kind.JOURNALED, List.of()),
        (seq, body) -> note(subjects, DeliveryId.journaled(seq), body));
    refused.sent(
        accountId,
        places.getOrDefault(Kind.REFUSED, List.of()),
        (number, body) -> note(subjects, DeliveryId.refused(number), body));
    return subjects;
  }

  private static void note(Map<String, Subject> subjects, DeliveryId id, byte[] body) {
    if (body.length <= READ_FOR_A_LIST) {
      subjects.put(id.toString(), Subject.of(body));
    }
  }

  /** The delivery of that id, as the list shows it, if it belongs to the account. */
  public Optional<Detail> find(String accountId, String id) {
    DeliveryId delivery = DeliveryId.read(id);
    if (delivery == null) {
      return Optional.empty();
    }
    return switch (delivery.kind()) {
      case JOURNALED -> accepted.find(accountId, delivery.number());
      case REFUSED -> refused.find(accountId, delivery.number());
    };
  }

  /**
   * The newest of both, each in its own order. The next page starts at places and not at times, of
   * which concurrent calls have theirs in another order; and a list that is at its end stays there,
   * whatever arrives meanwhile. Where one was not looked through any further, the other is not
   * shown any further either.
   */
  private static Page merged(Sought accepted, Sought refused, int limit) {
    var entries = new ArrayList<Entry>();
    var ofAccepted = new Taking(accepted);
    var ofRefused = new Taking(refused);
    while (entries.size() < limit) {
      Taking next = ofAccepted.goesBefore(ofRefused) ? ofAccepted : ofRefused;
      Taking other = next == ofAccepted ? ofRefused : ofAccepted;
      if (next.isEmpty() || other.isUnknownAt(next.first().entry().receivedAt())) {
        break;
      }
      entries.add(next.take().entry());
    }
    var position = new Position(ofAccepted.next(), ofRefused.next());
    boolean isAll = position.journaled() == 0 && position.refused() == 0;
    Instant searched =
        Stream.of(ofAccepted.searchedBackTo(), ofRefused.searchedBackTo())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new Page(entries, isAll ? null : position, entries.size() < limit ? searched : null);
  }

  /** One of the lists while it is taken from. */
  private static final class Taking {
    private final Sought sought;
    private int taken;

    private Taking(Sought sought) {
      this.sought = sought;
    }

    private boolean isEmpty() {
      return taken == sought.placed().size();
    }

    private Placed first() {
      return sought.placed().get(taken);
    }

    private Placed take() {
      return sought.placed().get(taken++);
    }

    private boolean goesBefore(Taking other) {
      return !isEmpty() && (other.isEmpty() || first().isAfter(other.first()));
    }

    /** Whether it may have something after a time that was not looked for yet. */
    private boolean isUnknownAt(Instant at) {
      Instant since = searchedBackTo();
      return since != null && at.isBefore(since);
    }

    private @Nullable Instant searchedBackTo() {
      return isEmpty() ? sought.since() : null;
    }

    private long next() {
      return isEmpty() ? sought.next() : first().place() + 1;
    }
  }
}
