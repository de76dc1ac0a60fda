package dev.inlet.erase;

import dev.inlet.codec.RawMessage;
import dev.inlet.contact.Person;
import dev.inlet.erase.Tombstones.Somebody;
import dev.inlet.erase.Tombstones.Tombstone;
import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.ReadCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps calls about people who were erased from bringing them back, be they late, repeated,
 * replayed, or older than the erasure and not yet processed.
 */
@Singleton
public final class TombstoneCheck {
  private final Tombstones tombstones;
  private final Counter leftOut;

  TombstoneCheck(Tombstones tombstones, MeterRegistry meters) {
    this.tombstones = tombstones;
    this.leftOut =
        Counter.builder("inlet.calls.erased")
            .description("Calls left out because they are about someone who was erased")
            .register(meters);
  }

  /**
   * What may be processed of these calls: without those about the erased, and without an erased
   * anonymousId in the calls of others. The journal is cleaned of the rest. Within the processor's
   * transaction; one look at the store for all calls, and hardly that while nobody was erased.
   */
  public List<Journaled> passing(List<Journaled> calls) {
    if (!tombstones.any()) {
      return calls;
    }
    List<Named> named = calls.stream().map(Named::of).toList();
    Map<Somebody, Tombstone> erased =
        tombstones.find(named.stream().flatMap(Named::people).distinct().toList());
    return erased.isEmpty() ? calls : passing(named, erased);
  }

  /** Whether {@link #passing} may leave anything out of these calls. Changes nothing. */
  public boolean mayLeaveOut(List<Journaled> calls) {
    return tombstones.any()
        && !tombstones
            .find(calls.stream().map(Named::of).flatMap(Named::people).distinct().toList())
            .isEmpty();
  }

  private List<Journaled> passing(List<Named> calls, Map<Somebody, Tombstone> erased) {
    var passing = new ArrayList<Journaled>();
    var unclean = new ArrayList<Unclean>();
    for (Named named : calls) {
      Journaled call = named.call();
      Map<Person, Tombstone> covering = named.covering(erased);
      switch (named.mentions().removal(covering::containsKey)) {
        case NOTHING -> passing.add(call);
        case ANONYMOUS_ID -> {
          passing.add(withoutAnonymousId(call));
          unclean.add(new Unclean(call.seq(), latest(covering), false));
        }
        case ENTIRELY -> {
          leftOut.increment();
          unclean.add(new Unclean(call.seq(), latest(covering), true));
        }
      }
    }
    tombstones.clean(unclean);
    return passing;
  }

  /** Read again from its body when it is handled, so that it is what a later look would find. */
  private static Journaled withoutAnonymousId(Journaled call) {
    JournalEntry entry = call.entry();
    byte[] body = RawMessage.withoutAnonymousId(entry.body());
    return new Journaled(call.seq(), entry.withBody(body), null);
  }

  private static long latest(Map<Person, Tombstone> covering) {
    return covering.values().stream().mapToLong(Tombstone::erasureId).max().orElseThrow();
  }

  /** A call and whom it names. */
  private record Named(Journaled call, NamedPeople mentions) {
    static Named of(Journaled call) {
      ReadCall read = call.read();
      return new Named(
          call,
          read == null
              ? NamedPeople.in(call.entry().body(), call.entry().type())
              : NamedPeople.of(read.call()));
    }

    Stream<Somebody> people() {
      return mentions.all().map(this::somebody);
    }

    private Somebody somebody(Person person) {
      return new Somebody(call.entry().accountId(), person);
    }

    /** The tombstones of those it names, as far as it is older than they are. */
    Map<Person, Tombstone> covering(Map<Somebody, Tombstone> erased) {
      var covering = new HashMap<Person, Tombstone>();
      mentions
          .all()
          .forEach(
              person -> {
                Tombstone tombstone = erased.get(somebody(person));
                if (tombstone != null && tombstone.covers(call.seq(), earliest())) {
                  covering.put(person, tombstone);
                }
              });
      return covering;
    }

    private Instant earliest() {
      Instant stored = call.entry().storedAt();
      RawMessage message = RawMessage.read(call.entry().body());
      Instant sent = message == null ? null : message.earliest();
      return sent == null || sent.isAfter(stored) ? stored : sent;
    }
  }
}
