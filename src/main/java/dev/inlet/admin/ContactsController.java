package dev.inlet.admin;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Seen;
import dev.inlet.codec.JsonMembers;
import dev.inlet.company.CompanyStore;
import dev.inlet.company.CompanyStore.Membership;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows an account's contacts. */
@AdminPort("/api/accounts/{account}/contacts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ContactsController {
  private final KnownAccounts accounts;
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;

  ContactsController(
      KnownAccounts accounts,
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
  }

  @Get
  String list(
      String account,
      @QueryValue @Nullable String q,
      @QueryValue @Nullable String email,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    accounts.require(account);
    Listing<Contact> found = contacts.list(account, q, email, Cursor.window(cursor, limit));
    var related = new Related(account, found.items());
    return Views.list("contacts", found, related::view);
  }

  @Get("/{id}")
  String show(String account, String id) {
    accounts.require(account);
    Contact contact =
        contacts.find(account, id).orElseThrow(() -> OperationRefused.noSuchContact(account, id));
    return new Related(account, List.of(contact)).view(contact);
  }

  /** What else is known of some contacts, asked for all of them at once. */
  private final class Related {
    private final Map<Person, List<Membership>> memberships;
    private final Map<Person, Seen> seen;

    Related(String account, Collection<Contact> contacts) {
      List<Person> people = contacts.stream().flatMap(one -> people(one).stream()).toList();
      this.memberships = companies.membershipsOf(account, people);
      this.seen = activities.seen(account, people);
    }

    String view(Contact contact) {
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
