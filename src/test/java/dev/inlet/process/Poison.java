package dev.inlet.process;

import dev.inlet.account.Settings;
import dev.inlet.activity.Event;
import dev.inlet.call.Call;
import dev.inlet.call.Call.Identify;
import dev.inlet.call.Call.Track;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.Person;
import dev.inlet.handler.Change;
import dev.inlet.handler.Handler;
import dev.inlet.handler.IdentifyHandler;
import dev.inlet.handler.OwnChange;
import dev.inlet.handler.TrackHandler;
import dev.inlet.merge.Stamp;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Handlers as a vendor may put in the place of Inlet's: they go wrong about some messages, until
 * they are mended. Only there when {@link #PROPERTY} is set.
 */
final class Poison {
  static final String PROPERTY = "inlet.test.poison";

  /** What no reason may show. */
  static final String SECRET = "jane.doe@example.com";

  private static final int LONGER_THAN_ITS_COLUMN = 2_000;

  /** The messages a handler throws at. */
  static final Set<String> THROWS = ConcurrentHashMap.newKeySet();

  /** The messages a handler makes an event of that no store takes. */
  static final Set<String> UNSTORABLE = ConcurrentHashMap.newKeySet();

  /** The messages a handler never comes back from. */
  static final Set<String> OVERFLOWS = ConcurrentHashMap.newKeySet();

  /** The messages a handler makes traits of that nobody can look at. */
  static final Set<String> BREAKS = ConcurrentHashMap.newKeySet();

  /** The messages a handler only tells the feed something about. */
  static final Set<String> TELLS = ConcurrentHashMap.newKeySet();

  private Poison() {}

  /** Mends all handlers for some messages; others may be another test's. */
  static void mend(Predicate<String> messages) {
    List.of(THROWS, UNSTORABLE, OVERFLOWS, BREAKS, TELLS).forEach(set -> set.removeIf(messages));
  }

  private static void throwFor(Call call) {
    if (OVERFLOWS.contains(call.common().messageId())) {
      throwFor(call);
    }
    if (THROWS.contains(call.common().messageId())) {
      throw new IllegalStateException(SECRET);
    }
  }

  @Singleton
  @Replaces(TrackHandler.class)
  @Requires(property = PROPERTY)
  static final class OfTrack implements Handler<Track> {
    private final TrackHandler real = new TrackHandler();

    @Override
    public Class<Track> handles() {
      return Track.class;
    }

    @Override
    public List<Change> handle(Track call, Settings settings) {
      throwFor(call);
      String messageId = call.common().messageId();
      if (BREAKS.contains(messageId)) {
        var stamp = new Stamp(call.common().time(), messageId);
        return List.of(
            new Change.OfContact(
                new Identified(Person.user("u"), new Breaking(), Map.of(), stamp)));
      }
      return UNSTORABLE.contains(messageId)
          ? List.of(new Change.OfEvents(unstorable(call)))
          : real.handle(call, settings);
    }

    private static Event unstorable(Track call) {
      String name = "e".repeat(LONGER_THAN_ITS_COLUMN);
      return new Event(call.common(), name, null, null, null, "{}");
    }
  }

  /** Traits that break when they are looked at. */
  private static final class Breaking extends AbstractMap<String, String> {
    @Override
    public Set<Entry<String, String>> entrySet() {
      throw new StackOverflowError(SECRET);
    }
  }

  @Singleton
  @Replaces(IdentifyHandler.class)
  @Requires(property = PROPERTY)
  static final class OfIdentify implements Handler<Identify> {
    private final IdentifyHandler real = new IdentifyHandler();

    @Override
    public Class<Identify> handles() {
      return Identify.class;
    }

    @Override
    public List<Change> handle(Identify call, Settings settings) {
      throwFor(call);
      return TELLS.contains(call.common().messageId())
          ? List.of(
              new Change.OfFeed(
                  new OwnChange(Person.of(call.common().identity()), "plan.chosen", "{}")))
          : real.handle(call, settings);
    }
  }
}
