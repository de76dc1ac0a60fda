package dev.inlet.process;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.activity.PageView;
import dev.inlet.call.CallType;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.Applied;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasures;
import dev.inlet.forward.AccountChanges;
import dev.inlet.forward.ChangeStore;
import dev.inlet.forward.NewChange;
import dev.inlet.handler.Change;
import dev.inlet.handler.OwnChange;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.commit.ProcessingCost;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import dev.inlet.process.SetAsideCalls.SetAside;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Carries out a batch's changes set-wise: per account, each kind of change in one go. */
@Singleton
final class Effects {
  private static final String TOO_LARGE =
      String.format(
          Locale.ROOT,
          "Its %%s would hold more than %,d characters of traits",
          Registers.MOST_CHARACTERS);

  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;
  private final Erasures erasures;
  private final ChangeStore feed;
  private final MemoryBudget memory;
  private final ProcessingCost cost;
  private final InstantSource clock;
  private final Ticker ticker;

  Effects(
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities,
      Erasures erasures,
      ChangeStore feed,
      MemoryBudget memory,
      ProcessingCost cost,
      InstantSource clock,
      Ticker ticker) {
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
    this.erasures = erasures;
    this.feed = feed;
    this.memory = memory;
    this.cost = cost;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** An empty batch, for so many calls. */
  Batch batch(int calls) {
    return new Batch(calls == 1 ? Allowance.unbounded() : Allowance.of(memory.changed()));
  }

  /** The changes of one batch, sorted by account and kind. */
  final class Batch {
    private final Allowance allowance;
    private final Map<String, OfAccount> byAccount = new LinkedHashMap<>();
    private final Map<String, Instant> keysUsed = new HashMap<>();
    private final List<Journaled> lostAliases = new ArrayList<>();

    private Batch(Allowance allowance) {
      this.allowance = allowance;
    }

    void add(Journaled call, List<Change> changes) {
      long seq = call.seq();
      JournalEntry entry = call.entry();
      keysUsed.merge(entry.keyId(), entry.storedAt(), (a, b) -> a.isAfter(b) ? a : b);
      OfAccount account = byAccount.computeIfAbsent(entry.accountId(), id -> new OfAccount());
      account.size++;
      account.feed.of(call);
      for (Change change : changes) {
        switch (change) {
          case Change.OfContact of -> {
            account.contacts.add(of.change());
            account.calls.put(of.change().stamp(), call);
          }
          case Change.OfCompany of -> {
            account.companies.add(of.change());
            account.calls.put(of.change().stamp(), call);
          }
          case Change.OfEvents of ->
              account.events.add(new NewActivity<>(seq, entry.storedAt(), of.event()));
          case Change.OfPageViews of ->
              account.pageViews.add(new NewActivity<>(seq, entry.storedAt(), of.view()));
          case Change.OfFeed of -> account.own.add(new Own(call, of.change()));
          case Change.OfErasure of -> account.erase(of.person(), call);
        }
      }
    }

    /** The keys that brought these calls, with the latest time for each. */
    Map<String, Instant> keysUsed() {
      return keysUsed;
    }

    /**
     * Has the effects of all calls but those that would make a contact or company too large, and
     * returns these.
     *
     * @throws Allowance.TooMuchAtOnce when several calls change too much for one transaction
     */
    List<SetAside> carryOut() {
      var refused = new ArrayList<SetAside>();
      var forward = new LinkedHashMap<String, List<NewChange>>();
      byAccount.forEach(
          (id, changes) -> {
            refused.addAll(Effects.this.carryOut(id, changes, allowance));
            lostAliases.addAll(changes.lostAliases());
            List<NewChange> made = changes.feed.inOrder();
            if (!made.isEmpty()) {
              forward.put(id, made);
            }
          });
      if (!forward.isEmpty()) {
        feed.append(clock.instant().truncatedTo(ChronoUnit.MICROS), forward);
      }
      return refused;
    }

    /** The aliases that link what belongs to another user already, once it is carried out. */
    List<Journaled> lostAliases() {
      return lostAliases;
    }
  }

  /** What is refused of a call comes first, so that nothing is stored twice when it is replayed. */
  private List<SetAside> carryOut(String id, OfAccount changes, Allowance allowance) {
    long start = ticker.read();
    if (!changes.contacts.isEmpty()) {
      Applied applied = contacts.apply(id, allowance, changes.contacts);
      changes.refuse(applied.refused(), "contact");
      changes.lost = applied.lost();
      applied.effects().forEach(effect -> changes.feed.add(changes.call(effect.stamp()), effect));
    }
    if (!changes.companies.isEmpty()) {
      CompanyStore.Applied applied = companies.apply(id, allowance, changes.companies);
      changes.refuse(applied.refused(), "company");
      applied.effects().forEach(effect -> changes.feed.add(changes.call(effect.stamp()), effect));
    }
    if (!changes.events.isEmpty()) {
      activities.addEvents(id, changes.events);
      changes.events.forEach(event -> changes.feed.addEvent(event.seq()));
    }
    if (!changes.pageViews.isEmpty()) {
      activities.addPageViews(id, changes.pageViews);
      changes.pageViews.forEach(changes.feed::addPageView);
    }
    changes.own.forEach(own -> changes.feed.add(own.call(), own.change()));
    if (!changes.erased.isEmpty()) {
      changes.feed.erase(
          changes.erased,
          erasures.erase(id, changes.erased.keySet(), changes.erasedUpTo, changes.erasedAt));
    }
    cost.took(id, changes.size(), ticker.read() - start);
    return changes.refused;
  }

  private record Own(Journaled call, OwnChange change) {}

  private static final class OfAccount {
    private final List<ContactChange> contacts = new ArrayList<>();
    private final List<CompanyChange> companies = new ArrayList<>();
    private final List<NewActivity<Event>> events = new ArrayList<>();
    private final List<NewActivity<PageView>> pageViews = new ArrayList<>();
    private final List<Own> own = new ArrayList<>();
    private final Map<Person, Journaled> erased = new LinkedHashMap<>();
    private final Map<Stamp, Journaled> calls = new HashMap<>();
    private final List<SetAside> refused = new ArrayList<>();
    private final AccountChanges feed = new AccountChanges();
    private Set<Stamp> lost = Set.of();
    private long erasedUpTo;
    private Instant erasedAt = Instant.MIN;
    private int size;

    /** Has somebody erased up to a call, which follows those before it. */
    void erase(Person person, Journaled call) {
      erased.putIfAbsent(person, call);
      erasedUpTo = call.seq();
      Instant at = call.entry().storedAt();
      erasedAt = at.isAfter(erasedAt) ? at : erasedAt;
    }

    private Journaled call(Stamp message) {
      return Objects.requireNonNull(calls.get(message));
    }

    /** The aliases that link what belongs to another user already. */
    List<Journaled> lostAliases() {
      return lost.stream()
          .map(this::call)
          .filter(call -> call.entry().type() == CallType.ALIAS)
          .toList();
    }

    /** How many calls there are. */
    int size() {
      return size;
    }

    /** Leaves out the rest of what these messages ask for. */
    void refuse(Set<Stamp> messages, String whose) {
      if (messages.isEmpty()) {
        return;
      }
      var seqs = new HashSet<Long>();
      for (Stamp message : messages) {
        Journaled call = call(message);
        seqs.add(call.seq());
        refused.add(new SetAside(call, new Failure(TOO_LARGE.formatted(whose), 1)));
      }
      companies.removeIf(change -> messages.contains(change.stamp()));
      events.removeIf(event -> seqs.contains(event.seq()));
      pageViews.removeIf(view -> seqs.contains(view.seq()));
      own.removeIf(one -> seqs.contains(one.call().seq()));
    }
  }
}
