package dev.inlet.view;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Seen;
import dev.inlet.codec.JsonMembers;
import dev.inlet.company.CompanyStore;
import dev.inlet.company.CompanyStore.Membership;
import dev.inlet.contact.Contact;
import dev.inlet.contact.Person;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Contacts as the JSON that the contract describes, with what else is known of them. */
@Singleton
public final class ShownContacts {
  private final CompanyStore companies;
  private final ActivityStore activities;

  ShownContacts(CompanyStore companies, ActivityStore activities) {
    this.companies = companies;
    this.activities = activities;
  }

  /** What is to be shown of an account's contacts. May block. */
  public Related of(String account, Collection<Contact> contacts) {
    return new Related(account, contacts);
  }

  /** What else is known of some contacts, asked for all of them at once. */
  public final class Related {
    private final Map<Person, List<Membership>> memberships;
    private final Map<Person, Seen> seen;

    private Related(String account, Collection<Contact> contacts) {
      List<Person> people = contacts.stream().flatMap(one -> people(one).stream()).toList();
      this.memberships = companies.membershipsOf(account, people);
      this.seen = activities.seen(account, people);
    }

    /** A contact, one of these, as JSON. */
    public String json(Contact contact) {
      Person person = contact.person();
      Seen span = span(contact);
      var members =
          new JsonMembers()
              .text("id", person.id())
              .text("userId", person.isUser() ? person.id() : null)
              .texts("anonymousIds", contact.anonymousIds())
              .object("fields", contact.shownFields())
              .object("traits", contact.shownTraits())
              .array("companies", companiesOf(contact), Related::company)
              .instant("firstSeenAt", span.first())
              .instant("lastSeenAt", span.last());
      if (!contact.isWhole()) {
        members.bool("truncated", true);
      }
      return members.toString();
    }

    private static List<Person> people(Contact contact) {
      var people = new ArrayList<>(List.of(contact.person()));
      contact.anonymousIds().forEach(id -> people.add(Person.anonymous(id)));
      return people;
    }

    private List<Membership> companiesOf(Contact contact) {
      return people(contact).stream()
          .flatMap(person -> memberships.getOrDefault(person, List.of()).stream())
          .distinct()
          .toList();
    }

    private Seen span(Contact contact) {
      var identified =
          new Seen(
              Objects.requireNonNull(contact.firstIdentifiedAt()),
              Objects.requireNonNull(contact.lastIdentifiedAt()));
      return people(contact).stream()
          .map(seen::get)
          .filter(Objects::nonNull)
          .reduce(identified, Seen::and);
    }

    private static String company(Membership membership) {
      return new JsonMembers()
          .text("groupId", membership.groupId())
          .text("name", membership.name())
          .toString();
    }
  }
}
