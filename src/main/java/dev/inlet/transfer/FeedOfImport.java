package dev.inlet.transfer;

import dev.inlet.company.CompanyEffect;
import dev.inlet.company.CompanyEffect.Described;
import dev.inlet.company.CompanyEffect.Joined;
import dev.inlet.company.CompanyStore.Member;
import dev.inlet.contact.ContactEffect;
import dev.inlet.contact.ContactEffect.Merged;
import dev.inlet.contact.ContactEffect.Updated;
import dev.inlet.contact.Person;
import dev.inlet.forward.ChangeStore;
import dev.inlet.forward.ChangeType;
import dev.inlet.forward.NewChange;
import dev.inlet.forward.NewChange.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lines add to the feed. All that they change of one contact or company is one change, however
 * many messages that goes back to, and names none of these.
 */
final class FeedOfImport {
  private final Map<Person, Set<String>> contacts = new LinkedHashMap<>();
  private final Map<String, Set<String>> companies = new LinkedHashMap<>();
  private final List<NewChange> others = new ArrayList<>();

  void add(ContactEffect effect) {
    switch (effect) {
      case Updated updated ->
          contacts
              .computeIfAbsent(updated.contact(), contact -> new LinkedHashSet<>())
              .addAll(updated.names());
      case Merged merged ->
          others.add(
              NewChange.contactMerged(
                  merged.contact(), merged.anonymousId(), merged.names(), Source.NONE));
    }
  }

  void add(CompanyEffect effect) {
    switch (effect) {
      case Described described ->
          companies
              .computeIfAbsent(described.groupId(), group -> new LinkedHashSet<>())
              .addAll(described.names());
      case Joined joined -> add(new Member(joined.member(), joined.groupId()));
    }
  }

  void add(Member member) {
    others.add(NewChange.membershipAdded(member.person(), member.groupId(), Source.NONE));
  }

  void addActivity(ChangeType type, long place) {
    others.add(NewChange.received(type, place, null));
  }

  int count() {
    return contacts.size() + companies.size() + others.size();
  }

  /** Adds them, those first that others refer to. */
  void appendTo(ChangeStore feed, String accountId, Instant now) {
    var all = new ArrayList<NewChange>();
    companies.forEach(
        (group, names) -> all.add(NewChange.companyUpdated(group, names, Source.NONE)));
    contacts.forEach(
        (contact, names) -> all.add(NewChange.contactUpdated(contact, names, Source.NONE)));
    all.addAll(others);
    if (!all.isEmpty()) {
      feed.append(now, Map.of(accountId, all));
    }
  }
}
