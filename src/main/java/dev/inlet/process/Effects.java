package dev.inlet.process;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.activity.PageView;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactStore;
import dev.inlet.handler.Change;
import dev.inlet.receive.JournalEntry;
import dev.inlet.receive.Journaled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out a batch's changes set-wise: per account, each kind of change in one go. */
@Singleton
final class Effects {
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;

  Effects(ContactStore contacts, CompanyStore companies, ActivityStore activities) {
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
  }

  /** An empty batch. */
  Batch batch() {
    return new Batch();
  }

  /** The changes of one batch, sorted by account and kind. */
  final class Batch {
    private final Map<String, OfAccount> byAccount = new LinkedHashMap<>();
    private final Map<String, Instant> keysUsed = new HashMap<>();

    void add(Journaled call, List<Change> changes) {
      long seq = call.seq();
      JournalEntry entry = call.entry();
      keysUsed.merge(entry.keyId(), entry.storedAt(), (a, b) -> a.isAfter(b) ? a : b);
      OfAccount account = byAccount.computeIfAbsent(entry.accountId(), id -> new OfAccount());
      for (Change change : changes) {
        switch (change) {
          case Change.OfContact of -> account.contacts.add(of.change());
          case Change.OfCompany of -> account.companies.add(of.change());
          case Change.OfEvents of ->
              account.events.add(new NewActivity<>(seq, entry.storedAt(), of.event()));
          case Change.OfPageViews of ->
              account.pageViews.add(new NewActivity<>(seq, entry.storedAt(), of.view()));
        }
      }
    }

    /** The keys that brought these calls, with the latest time for each. */
    Map<String, Instant> keysUsed() {
      return keysUsed;
    }

    void carryOut() {
      byAccount.forEach(
          (id, changes) -> {
            if (!changes.contacts.isEmpty()) {
              contacts.apply(id, changes.contacts);
            }
            if (!changes.companies.isEmpty()) {
              companies.apply(id, changes.companies);
            }
            if (!changes.events.isEmpty()) {
              activities.addEvents(id, changes.events);
            }
            if (!changes.pageViews.isEmpty()) {
              activities.addPageViews(id, changes.pageViews);
            }
          });
    }
  }

  private static final class OfAccount {
    private final List<ContactChange> contacts = new ArrayList<>();
    private final List<CompanyChange> companies = new ArrayList<>();
    private final List<NewActivity<Event>> events = new ArrayList<>();
    private final List<NewActivity<PageView>> pageViews = new ArrayList<>();
  }
}
