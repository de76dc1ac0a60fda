package dev.inlet.forward;

import dev.inlet.activity.NewActivity;
import dev.inlet.activity.PageView;
import dev.inlet.company.CompanyEffect;
import dev.inlet.company.CompanyEffect.Described;
import dev.inlet.company.CompanyEffect.Joined;
import dev.inlet.contact.ContactEffect;
import dev.inlet.contact.ContactEffect.Merged;
import dev.inlet.contact.ContactEffect.Updated;
import dev.inlet.contact.Person;
import dev.inlet.forward.NewChange.Source;
import dev.inlet.handler.OwnChange;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one account's calls of a batch add to the feed, in the order of the calls. Not safe for use
 * by several threads.
 */
public final class AccountChanges {
  private record Entry(long seq, NewChange change) {}

  private final List<Entry> entries = new ArrayList<>();

  /** The settings under which calls came, by their sequence numbers; most have none. */
  private final Map<Long, String> settings = new HashMap<>();

  /** Most calls come under the same settings. */
  private final Map<String, @Nullable String> withoutSecrets = new HashMap<>();

  /** Notes under which settings a call came that may change something. */
  public void of(Journaled call) {
    String set = call.entry().settings();
    if (set != null) {
      settings.put(call.seq(), set);
    }
  }

  /** A call did something to a contact. */
  public void add(Journaled call, ContactEffect effect) {
    Source source = source(call);
    add(
        call.seq(),
        switch (effect) {
          case Updated updated ->
              NewChange.contactUpdated(updated.contact(), updated.names(), source);
          case Merged merged ->
              NewChange.contactMerged(
                  merged.contact(), merged.anonymousId(), merged.names(), source);
        });
  }

  /** A call did something to a company. */
  public void add(Journaled call, CompanyEffect effect) {
    Source source = source(call);
    add(
        call.seq(),
        switch (effect) {
          case Described described ->
              NewChange.companyUpdated(described.groupId(), described.names(), source);
          case Joined joined ->
              NewChange.membershipAdded(joined.member(), joined.groupId(), source);
        });
  }

  /** The call of this sequence number is an event. */
  public void addEvent(long seq) {
    add(seq, NewChange.received(ChangeType.EVENT_RECEIVED, seq, settings(seq)));
  }

  /** A call asked for a change of the vendor's own. */
  public void add(Journaled call, OwnChange change) {
    add(call.seq(), NewChange.own(change.person(), change.type(), change.data(), source(call)));
  }

  /** Somebody saw a page or screen. */
  public void addPageView(NewActivity<PageView> view) {
    ChangeType type =
        switch (view.activity().kind()) {
          case PAGE -> ChangeType.PAGE_RECEIVED;
          case SCREEN -> ChangeType.SCREEN_RECEIVED;
        };
    add(view.seq(), NewChange.received(type, view.seq(), settings(view.seq())));
  }

  /**
   * People were erased, and with them what the others of these calls did to them.
   *
   * @param calls which asked for it, by whom they named
   * @param erased all ids of those, by whom the calls named; those of whom nothing was known are
   *     left out
   */
  public void erase(Map<Person, Journaled> calls, Map<Person, List<Person>> erased) {
    Set<Person> gone = new HashSet<>();
    erased.values().forEach(gone::addAll);
    entries.removeIf(entry -> entry.change().people().anyMatch(gone::contains));
    Map<Set<Person>, Person> contacts = new LinkedHashMap<>();
    erased.forEach((named, people) -> contacts.putIfAbsent(new LinkedHashSet<>(people), named));
    contacts.forEach(
        (people, named) -> {
          Journaled call = Objects.requireNonNull(calls.get(named));
          add(call.seq(), NewChange.contactErased(List.copyOf(people), source(call)));
        });
  }

  private void add(long seq, NewChange change) {
    entries.add(new Entry(seq, change));
  }

  private Source source(Journaled call) {
    JournalEntry entry = call.entry();
    return new Source(entry.messageId(), settings(call.seq()));
  }

  private @Nullable String settings(long seq) {
    String set = settings.get(seq);
    return set == null ? null : withoutSecrets.computeIfAbsent(set, SettingsWithoutSecrets::of);
  }

  /** All of it, in the order of the calls. */
  public List<NewChange> inOrder() {
    entries.sort(Comparator.comparingLong(Entry::seq));
    return entries.stream().map(Entry::change).toList();
  }
}
