package dev.inlet.simulation;

import dev.inlet.contact.Contact;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.simulation.machine.SimulatedActivities.ActivityKey;
import dev.inlet.simulation.machine.SimulatedCompanies.CompanyKey;
import dev.inlet.simulation.machine.SimulatedCompanies.MemberKey;
import dev.inlet.simulation.machine.SimulatedContacts.PersonKey;
import dev.inlet.simulation.machine.SimulatedDatabase.Committed;
import dev.inlet.simulation.machine.SimulatedProgress;
import dev.inlet.simulation.machine.SimulatedSetAside.AsideKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a reader sees in the database. */
final class Shown {
  private final Committed database;

  Shown(Committed database) {
    this.database = database;
  }

  /** Up to where the journal is processed. */
  long mark() {
    return database.all(SimulatedProgress.Mark.class).values().stream().findAny().orElse(0L);
  }

  /** Where the calls stand in the journal that are set aside. */
  Set<Long> setAside() {
    var seqs = new TreeSet<Long>();
    database.all(AsideKey.class).keySet().forEach(key -> seqs.add(key.seq()));
    return seqs;
  }

  /** The feed tells of what there is, and of nothing else. */
  void checkFeed(Map<Fact.Of, Fact> facts) {
    FeedCheck.check(database, facts);
  }

  /** All there is. */
  Map<Fact.Of, Fact> facts() {
    var facts = new HashMap<Fact.Of, Fact>();
    database
        .all(AsideKey.class)
        .forEach(
            (key, one) ->
                facts.put(
                    Model.ofSetAside(one.call().entry().accountId(), key.seq()),
                    new Fact.SetAside()));
    addContacts(facts);
    Map<CompanyKey, Set<String>> members = new HashMap<>();
    for (MemberKey key : database.all(MemberKey.class).keySet()) {
      members
          .computeIfAbsent(
              new CompanyKey(key.accountId(), key.groupId()), company -> new TreeSet<>())
          .add(key.member().key());
    }
    database
        .all(CompanyKey.class)
        .forEach(
            (key, company) ->
                facts.put(
                    new Fact.Of(key.accountId(), "company", key.groupId()),
                    new Fact.OfCompany(
                        members.getOrDefault(key, Set.of()),
                        new TreeMap<>(company.shownTraits()),
                        company.firstSeenAt(),
                        company.lastSeenAt())));
    Map<Fact.Of, List<String>> activities = new HashMap<>();
    database
        .all(ActivityKey.class)
        .values()
        .forEach(
            one ->
                activities
                    .computeIfAbsent(
                        new Fact.Of(
                            one.accountId(),
                            one.isEvent() ? "event" : "page view",
                            one.messageId()),
                        of -> new ArrayList<>())
                    .add(one.properties()));
    activities.forEach((of, properties) -> facts.put(of, new Fact.OfActivity(properties)));
    return facts;
  }

  private void addContacts(Map<Fact.Of, Fact> facts) {
    Map<PersonKey, List<PersonState>> linked = new HashMap<>();
    Map<PersonKey, PersonState> states = database.all(PersonKey.class);
    states.forEach(
        (key, state) -> {
          if (state.link() != null) {
            linked
                .computeIfAbsent(
                    new PersonKey(key.accountId(), state.root()), user -> new ArrayList<>())
                .add(state);
          }
        });
    Set<PersonKey> roots = new LinkedHashSet<>(linked.keySet());
    states.forEach(
        (key, state) -> {
          if (state.link() == null) {
            roots.add(key);
          }
        });
    for (PersonKey root : roots) {
      PersonState own = states.get(root);
      Contact contact =
          Contact.of(
              own == null ? new PersonState(root.person()) : own,
              linked.getOrDefault(root, List.of()));
      if (contact.isKnown()) {
        facts.put(new Fact.Of(root.accountId(), "contact", root.person().key()), fact(contact));
      }
    }
  }

  private static Fact fact(Contact contact) {
    Person person = contact.person();
    return new Fact.OfContact(
        person.isUser() ? contact.anonymousIds() : List.of(person.id()),
        new TreeMap<>(contact.shownTraits()),
        Objects.requireNonNull(contact.firstIdentifiedAt()),
        Objects.requireNonNull(contact.lastIdentifiedAt()));
  }
}
