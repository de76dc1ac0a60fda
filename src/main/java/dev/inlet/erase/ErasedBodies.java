package dev.inlet.erase;

import dev.inlet.codec.RawMessage;
import dev.inlet.delivery.Refusal;
import dev.inlet.erase.Tombstones.Somebody;
import dev.inlet.erase.Tombstones.Tombstone;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes the bodies of refused deliveries away when they name somebody who was erased: a call that
 * comes late and is refused would otherwise be kept, with what it says of them.
 */
@Singleton
public final class ErasedBodies {
  /** A refused call has no place in the journal, so only its times tell whether it came later. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Tombstones tombstones;

  ErasedBodies(Tombstones tombstones) {
    this.tombstones = tombstones;
  }

  /**
   * The same refusals, those that name somebody erased and are not later than that without body.
   */
  public List<Refusal> without(List<Refusal> refusals) {
    if (!tombstones.any()) {
      return refusals;
    }
    Map<Somebody, Tombstone> erased =
        tombstones.find(refusals.stream().flatMap(ErasedBodies::named).distinct().toList());
    var without = new ArrayList<Refusal>();
    for (Refusal refusal : refusals) {
      boolean isErased =
          named(refusal)
              .flatMap(one -> Stream.ofNullable(erased.get(one)))
              .anyMatch(tombstone -> tombstone.covers(UNKNOWN, earliest(refusal)));
      without.add(isErased ? refusal.withoutSent() : refusal);
    }
    return without;
  }

  private static Instant earliest(Refusal refusal) {
    Refusal.Sent sent = refusal.sent();
    RawMessage message = sent == null ? null : RawMessage.read(sent.body());
    Instant earliest = message == null ? null : message.earliest();
    return earliest == null ? refusal.receivedAt() : earliest;
  }

  private static Stream<Somebody> named(Refusal refusal) {
    Refusal.Sent sent = refusal.sent();
    return sent == null
        ? Stream.of()
        : NamedPeople.in(sent.body(), null)
            .all()
            .map(person -> new Somebody(refusal.accountId(), person));
  }
}
