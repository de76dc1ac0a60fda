package dev.inlet.delivery;

import dev.inlet.call.Warning;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of an account, those that came last first: accepted ones out of the journal, as
 * long as it keeps them, and refused ones as they were noted. Every call may block.
 */
@Singleton
public final class DeliveryLog {
  private static final int ACCEPTED = Outcome.status(Outcome.ACCEPTED);

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
   */
  public record Filter(
      @Nullable Integer status,
      @Nullable String type,
      @Nullable String messageId,
      boolean isRepaired) {

    /** All of them. */
    public static final Filter ANY = new Filter(null, null, null, false);

    /** Only the deliveries of one message. */
    public static Filter ofMessage(String messageId) {
      return new Filter(null, null, messageId, false);
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
    public static final Position NEWEST = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** A part of the log; {@code next} is null at its end. */
  public record Page(List<Entry> entries, @Nullable Position next) {}

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
            : List.of(),
        filter.admitsRefused()
            ? refused.newest(accountId, filter, before.refused(), probe)
            : List.of(),
        limit);
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
   * whatever arrives meanwhile.
   */
  private static Page merged(List<Placed> accepted, List<Placed> refused, int limit) {
    var entries = new ArrayList<Entry>();
    int ofAccepted = 0;
    int ofRefused = 0;
    while (entries.size() < limit && entries.size() < accepted.size() + refused.size()) {
      boolean isAccepted =
          ofRefused == refused.size()
              || ofAccepted < accepted.size()
                  && accepted.get(ofAccepted).isAfter(refused.get(ofRefused));
      Placed newest = isAccepted ? accepted.get(ofAccepted++) : refused.get(ofRefused++);
      entries.add(newest.entry());
    }
    boolean isAll = entries.size() == accepted.size() + refused.size();
    return new Page(
        entries, isAll ? null : new Position(from(accepted, ofAccepted), from(refused, ofRefused)));
  }

  private static long from(List<Placed> placed, int index) {
    return index < placed.size() ? placed.get(index).place() + 1 : 0;
  }
}
