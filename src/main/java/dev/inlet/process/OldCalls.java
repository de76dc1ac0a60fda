package dev.inlet.process;

import dev.inlet.activity.ActivityStore;
import dev.inlet.call.Common;
import dev.inlet.codec.Route;
import dev.inlet.handler.Change;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Recognises repeats that come later than {@link SeenMessages} remembers, as when an archive is
 * replayed: what a call of long ago would store is looked up in what is stored. Whoever says
 * something about people and companies may say it any number of times, so only events and page
 * views are looked for.
 *
 * <p>What came straight from its sender has another time with each delivery, since that is
 * corrected by when it was sent. So such messages are remembered for good, when they are old.
 *
 * <p>So are those that have nothing to be found by, for all they ask for is to tell the feed
 * something of a plug-in's own; and they are looked up whatever their time.
 *
 * <p>So are, of an account into which something was imported lately, all calls that store
 * activities: what the other Inlet has stored comes here again when it could not say so in time.
 *
 * <p>Other calls of these days are not looked up, and cost nothing.
 */
@Singleton
final class OldCalls {
  /**
   * What had happened so long before it was stored may be a repeat of what is forgotten. A call may
   * say that it happened up to a day after its reception, so that much sooner than messages are
   * forgotten.
   */
  static final Duration OLD = SeenMessages.REMEMBERED.minusDays(1);

  /** Of what stands nowhere in the journal of this Inlet, or where nobody knows. */
  private static final long UNKNOWN_PLACE = 0;

  private final ActivityStore activities;
  private final OldMessages messages;

  OldCalls(ActivityStore activities, OldMessages messages) {
    this.activities = activities;
    this.messages = messages;
  }

  /** A call, and what its handler asks for. */
  record Meant(Journaled call, List<Change> changes) {}

  /** What is to be done about the old calls of a batch. */
  final class Found {
    private final Map<String, OfAccount> byAccount = new HashMap<>();
    private final Map<MessageKey, Long> byMessage = new HashMap<>();
    private final Map<Long, Long> storedBefore = new HashMap<>();

    /** Of accounts that were imported lately, the activities that are not old. */
    private final Map<MessageKey, Long> recent = new HashMap<>();

    /** Asked for with the first of those; null before. */
    private @Nullable Set<String> imported;

    private void look() {
      byAccount.forEach(
          (account, old) -> {
            find(account, old.events, activities::keptEvents);
            find(account, old.pageViews, activities::keptPageViews);
          });
      known(byMessage);
      known(recent);
    }

    private void known(Map<MessageKey, Long> looked) {
      for (MessageKey known : messages.known(looked.keySet())) {
        storedBefore.putIfAbsent(looked.get(known), UNKNOWN_PLACE);
      }
    }

    private void find(
        String accountId,
        Map<Common, Long> looked,
        BiFunction<String, List<Common>, Map<Common, Long>> kept) {
      if (!looked.isEmpty()) {
        kept.apply(accountId, new ArrayList<>(looked.keySet()))
            .forEach(
                (activity, place) ->
                    storedBefore.put(looked.get(activity), Math.max(place, UNKNOWN_PLACE)));
      }
    }

    /** Adds what a call stores to be found by, if it is old; false when that is nothing. */
    private boolean addActivity(Journaled call, Change change) {
      return switch (change) {
        case Change.OfEvents of -> {
          add(call, of.event().common(), true);
          yield true;
        }
        case Change.OfPageViews of -> {
          add(call, of.view().common(), false);
          yield true;
        }
        case Change.OfContact contact -> false;
        case Change.OfCompany company -> false;
        case Change.OfFeed feed -> false;
        case Change.OfErasure erasure -> false;
      };
    }

    private void add(Journaled call, Common activity, boolean isEvent) {
      JournalEntry entry = call.entry();
      if (activity.time().isBefore(entry.storedAt().minus(OLD))) {
        OfAccount old = byAccount.computeIfAbsent(entry.accountId(), id -> new OfAccount());
        (isEvent ? old.events : old.pageViews).put(activity, call.seq());
        if (entry.sender().route() == Route.DIRECT) {
          byMessage.put(MessageKey.of(call), call.seq());
        }
      } else if (wasImportedLately(entry.accountId())) {
        recent.put(MessageKey.of(call), call.seq());
      }
    }

    private boolean wasImportedLately(String accountId) {
      if (imported == null) {
        imported = messages.accountsImportedLately();
      }
      return imported.contains(accountId);
    }

    /** A call that stores no activity, but may tell something of its own. */
    private void addTold(Journaled call, List<Change> changes) {
      if (changes.stream().anyMatch(Change.OfFeed.class::isInstance)) {
        byMessage.put(MessageKey.of(call), call.seq());
      }
    }

    /**
     * Which of the calls are stored already, by their sequence numbers, and where in the journal
     * each of those stood at first; 0 when that is not known.
     */
    Map<Long, Long> storedBefore() {
      return storedBefore;
    }

    /**
     * Remembers what has to be of those that were stored now.
     *
     * @param failed the sequence numbers of those that were not
     */
    void stored(Set<Long> failed) {
      var stored = new HashSet<MessageKey>();
      byMessage.forEach(
          (message, seq) -> {
            if (!failed.contains(seq) && !storedBefore.containsKey(seq)) {
              stored.add(message);
            }
          });
      if (!stored.isEmpty()) {
        messages.remember(stored);
      }
    }
  }

  /** Looks for these calls. Within the processor's transaction. */
  Found among(List<Meant> calls) {
    var found = new Found();
    for (Meant one : calls) {
      boolean storesActivity = false;
      for (Change change : one.changes()) {
        storesActivity |= found.addActivity(one.call(), change);
      }
      if (!storesActivity) {
        found.addTold(one.call(), one.changes());
      }
    }
    found.look();
    return found;
  }

  /** What to look for, and which call would store it. */
  private static final class OfAccount {
    private final Map<Common, Long> events = new HashMap<>();
    private final Map<Common, Long> pageViews = new HashMap<>();
  }
}
