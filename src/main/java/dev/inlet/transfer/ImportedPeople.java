package dev.inlet.transfer;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyStore;
import dev.inlet.company.CompanyStore.Member;
import dev.inlet.contact.Applied;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.journal.CallRejected;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import dev.inlet.transfer.AccountImport.Line;
import dev.inlet.transfer.AccountImport.RefusedLine;
import dev.inlet.transfer.AccountRecord.Frame;
import dev.inlet.transfer.AccountRecord.OfCompany;
import dev.inlet.transfer.AccountRecord.OfContact;
import dev.inlet.transfer.AccountRecord.OfEvent;
import dev.inlet.transfer.AccountRecord.OfMembership;
import dev.inlet.transfer.AccountRecord.OfPageView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what lines say of people and companies, as the changes of the messages that they go back
 * to: as many as there are stamps in them.
 */
final class ImportedPeople {
  /** Of a change that only says when something was first or last heard of. */
  private static final String NO_MESSAGE = "";

  private final String accountId;
  private final Allowance allowance;
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final FeedOfImport feed;

  private final List<ContactChange> ofContacts = new ArrayList<>();
  private final List<CompanyChange> ofCompanies = new ArrayList<>();
  private final Map<Line, Member> members = new LinkedHashMap<>();

  ImportedPeople(
      String accountId,
      Allowance allowance,
      ContactStore contacts,
      CompanyStore companies,
      FeedOfImport feed) {
    this.accountId = accountId;
    this.allowance = allowance;
    this.contacts = contacts;
    this.companies = companies;
    this.feed = feed;
  }

  /**
   * Takes them in; returns those that name a company nobody knows.
   *
   * @throws CallRejected when somebody or something would become too large
   */
  List<RefusedLine> take(List<Line> lines, ErasedPeople erased) {
    lines.forEach(line -> add(line, erased));
    if (!ofContacts.isEmpty()) {
      Applied applied = contacts.apply(accountId, allowance, ofContacts);
      refuse(applied.refused(), "contact");
      applied.effects().forEach(feed::add);
    }
    if (!ofCompanies.isEmpty()) {
      CompanyStore.Applied applied = companies.describe(accountId, allowance, ofCompanies);
      refuse(applied.refused(), "company");
      applied.effects().forEach(feed::add);
    }
    return join();
  }

  private static void refuse(Set<Stamp> refused, String whose) {
    if (!refused.isEmpty()) {
      throw new CallRejected(
          "Its %s would hold more than %,d characters of traits"
              .formatted(whose, Registers.MOST_CHARACTERS));
    }
  }

  private List<RefusedLine> join() {
    if (members.isEmpty()) {
      return List.of();
    }
    Set<String> known =
        companies
            .held(accountId, members.values().stream().map(Member::groupId).distinct().toList())
            .keySet();
    var refused = new ArrayList<RefusedLine>();
    members.forEach(
        (line, member) -> {
          if (!known.contains(member.groupId())) {
            refused.add(
                new RefusedLine(
                    line.number(), "There is no company of this groupId: import its line before"));
          }
        });
    members.values().removeIf(member -> !known.contains(member.groupId()));
    companies.join(accountId, members.values()).forEach(feed::add);
    return refused;
  }

  private void add(Line line, ErasedPeople erased) {
    switch (line.read()) {
      case OfContact of -> add(line, of.state(), erased);
      case OfCompany of -> add(of.company());
      case OfMembership of -> {
        if (!erased.covers(line, of.member())) {
          members.put(line, new Member(of.member(), of.groupId()));
        }
      }
      case OfEvent event -> {}
      case OfPageView view -> {}
      case Frame frame -> {}
    }
  }

  private void add(Line line, PersonState state, ErasedPeople erased) {
    Person person = state.person();
    Map<Stamp, Said> said = Said.by(state.traits(), state.fields());
    addTime(said, state.firstIdentifiedAt());
    addTime(said, state.lastIdentifiedAt());
    said.forEach(
        (stamp, one) -> {
          if (!erased.covers(line, person, stamp.time())) {
            ofContacts.add(new Identified(person, one.traits(), one.fields(), stamp));
          }
        });
    UserLink link = erased.link(line, state);
    if (link != null) {
      ofContacts.add(new Linked(person.id(), link.userId(), link.stamp()));
    }
  }

  private void add(Company company) {
    Map<Stamp, Said> said = Said.by(company.traits(), company.fields());
    addTime(said, company.firstSeenAt());
    addTime(said, company.lastSeenAt());
    Person nobody = Person.user(company.groupId());
    said.forEach(
        (stamp, one) ->
            ofCompanies.add(
                new CompanyChange(company.groupId(), nobody, one.traits(), one.fields(), stamp)));
  }

  private static void addTime(Map<Stamp, Said> said, @Nullable Instant time) {
    if (time != null) {
      said.computeIfAbsent(new Stamp(time, NO_MESSAGE), stamp -> new Said());
    }
  }

  /** What one message has said that is still in force. */
  private record Said(Map<String, String> traits, Map<String, String> fields) {
    Said() {
      this(new HashMap<>(), new HashMap<>());
    }

    static Map<Stamp, Said> by(Registers traits, Registers fields) {
      var said = new LinkedHashMap<Stamp, Said>();
      traits.all().forEach((name, one) -> of(said, one.stamp()).traits.put(name, one.value()));
      fields.all().forEach((name, one) -> of(said, one.stamp()).fields.put(name, one.value()));
      return said;
    }

    private static Said of(Map<Stamp, Said> said, Stamp stamp) {
      return said.computeIfAbsent(stamp, any -> new Said());
    }
  }
}
