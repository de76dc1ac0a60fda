package dev.inlet.forward;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.codec.JsonMembers;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore;
import dev.inlet.company.CompanyStore.Membership;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.forward.Piece.Placed;
import dev.inlet.listing.Portion;
import dev.inlet.view.ShownContacts;
import dev.inlet.view.ShownJson;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes as the JSON that the contract describes, with what they are about as it is now. */
@Singleton
final class ChangeTexts {
  private static final Set<ChangeType> OF_CONTACTS =
      Set.of(ChangeType.CONTACT_UPDATED, ChangeType.CONTACT_MERGED);

  private static final String CONTACT = "contact ";
  private static final String COMPANY = "company ";

  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;
  private final ShownContacts shownContacts;
  private final Seal seal;

  ChangeTexts(
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities,
      ShownContacts shownContacts,
      Seal seal) {
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
    this.shownContacts = shownContacts;
    this.seal = seal;
  }

  /**
   * Some changes as JSON.
   *
   * @param looked how many of them, from the first on; one at least
   * @param texts of each, null when what it is about is gone
   */
  record Texts(int looked, List<@Nullable ShownChange> texts) {}

  /** One account's changes, as many as may be in memory together. May block. */
  Texts of(String accountId, List<Placed> changes) {
    var about = new About(accountId, changes);
    var texts = new ArrayList<@Nullable ShownChange>();
    for (Placed one : changes) {
      if (!about.isLooked(one.change())) {
        break;
      }
      texts.add(about.shown(one));
    }
    return new Texts(texts.size(), texts);
  }

  /** What changes are about, read set-wise. */
  private final class About {
    private final List<Placed> changes;
    private final Looked<Person, String> contact;
    private final Looked<String, Company> company;
    private final Looked<Long, Stored<Event>> event;
    private final Looked<Long, Stored<PageView>> pageView;
    private final Map<Person, String> contactIds = new HashMap<>();
    private final Map<Person, List<Membership>> memberships;
    private final Map<Person, Person> owners;

    About(String accountId, List<Placed> changes) {
      this.changes = changes;
      this.contact =
          look(OF_CONTACTS, NewChange::person, people -> contactTexts(accountId, people));
      this.company =
          look(
              Set.of(ChangeType.COMPANY_UPDATED),
              change -> change.about().getFirst(),
              groupIds -> companies.find(accountId, groupIds));
      this.event =
          look(
              Set.of(ChangeType.EVENT_RECEIVED),
              NewChange::seq,
              seqs -> activities.events(accountId, seqs));
      this.pageView =
          look(
              Set.of(ChangeType.PAGE_RECEIVED, ChangeType.SCREEN_RECEIVED),
              NewChange::seq,
              seqs -> activities.pageViews(accountId, seqs));
      List<Person> members =
          of(Set.of(ChangeType.MEMBERSHIP_ADDED)).map(NewChange::person).distinct().toList();
      List<Person> named =
          of(Set.of(ChangeType.MEMBERSHIP_ADDED, ChangeType.OWN))
              .map(NewChange::person)
              .distinct()
              .toList();
      this.memberships = members.isEmpty() ? Map.of() : companies.membershipsOf(accountId, members);
      this.owners = named.isEmpty() ? Map.of() : contacts.ownersOf(accountId, named);
    }

    private Stream<NewChange> of(Set<ChangeType> types) {
      return changes.stream().map(Placed::change).filter(one -> types.contains(one.type()));
    }

    private <K, V> Looked<K, V> look(
        Set<ChangeType> types, Function<NewChange, K> key, Function<List<K>, Portion<K, V>> read) {
      List<K> keys = of(types).map(key).distinct().toList();
      if (keys.isEmpty()) {
        return new Looked<>(Set.of(), Map.of());
      }
      Portion<K, V> portion = read.apply(keys);
      return new Looked<>(Set.copyOf(keys.subList(0, portion.looked())), portion.found());
    }

    /** What a contact looks like is put together once, however many changes are about it. */
    private Portion<Person, String> contactTexts(String accountId, List<Person> people) {
      Portion<Person, Contact> found = contacts.contactsOf(accountId, people);
      Map<Person, Contact> different = new HashMap<>();
      found.found().values().forEach(one -> different.put(one.person(), one));
      ShownContacts.Related related = shownContacts.of(accountId, different.values());
      Map<Person, String> texts = new HashMap<>();
      different.values().forEach(one -> texts.put(one.person(), related.json(one)));
      Map<Person, String> byPerson = new HashMap<>();
      found
          .found()
          .forEach(
              (person, one) -> {
                byPerson.put(person, texts.get(one.person()));
                contactIds.put(person, one.person().id());
              });
      return new Portion<>(found.looked(), byPerson);
    }

    boolean isLooked(NewChange change) {
      return switch (change.type()) {
        case CONTACT_UPDATED, CONTACT_MERGED -> contact.at().contains(change.person());
        case COMPANY_UPDATED -> company.at().contains(change.about().getFirst());
        case EVENT_RECEIVED -> event.at().contains(change.seq());
        case PAGE_RECEIVED, SCREEN_RECEIVED -> pageView.at().contains(change.seq());
        case MEMBERSHIP_ADDED, CONTACT_ERASED, OWN -> true;
      };
    }

    /** A change as it looks now; null when what it is about is gone. */
    @Nullable ShownChange shown(Placed one) {
      String json = json(one);
      return json == null
          ? null
          : new ShownChange(
              one.position(),
              one.accountId(),
              one.change().type(),
              one.change().typeName(),
              subject(one.change()),
              origin(one.change()),
              messageId(one.change()),
              one.at(),
              json);
    }

    private String subject(NewChange change) {
      return switch (change.type()) {
        case CONTACT_UPDATED, CONTACT_MERGED ->
            CONTACT + contactIds.getOrDefault(change.person(), change.person().id());
        case CONTACT_ERASED -> CONTACT + ErasedIds.open(change, seal).getFirst().id();
        case COMPANY_UPDATED -> COMPANY + change.about().getFirst();
        case MEMBERSHIP_ADDED, OWN ->
            CONTACT + owners.getOrDefault(change.person(), change.person()).id();
        case EVENT_RECEIVED -> ofActivity(event.found().get(change.seq()));
        case PAGE_RECEIVED, SCREEN_RECEIVED -> ofActivity(pageView.found().get(change.seq()));
      };
    }

    /** Whom it was about when it was made, whatever has been merged since. */
    private String origin(NewChange change) {
      return switch (change.type()) {
        case CONTACT_UPDATED, MEMBERSHIP_ADDED, OWN -> CONTACT + change.person().id();
        case CONTACT_MERGED -> CONTACT + Person.fromKey(change.about().getLast()).id();
        case CONTACT_ERASED, COMPANY_UPDATED -> subject(change);
        case EVENT_RECEIVED -> byActivity(common(event.found().get(change.seq()), Event::common));
        case PAGE_RECEIVED, SCREEN_RECEIVED ->
            byActivity(common(pageView.found().get(change.seq()), PageView::common));
      };
    }

    private @Nullable String messageId(NewChange change) {
      return switch (change.type()) {
        case CONTACT_UPDATED,
            CONTACT_MERGED,
            CONTACT_ERASED,
            COMPANY_UPDATED,
            MEMBERSHIP_ADDED,
            OWN ->
            change.messageId();
        case EVENT_RECEIVED -> messageId(common(event.found().get(change.seq()), Event::common));
        case PAGE_RECEIVED, SCREEN_RECEIVED ->
            messageId(common(pageView.found().get(change.seq()), PageView::common));
      };
    }

    private static @Nullable String messageId(@Nullable Common common) {
      return common == null ? null : common.messageId();
    }

    private static <A> @Nullable Common common(@Nullable Stored<A> stored, Function<A, Common> of) {
      return stored == null ? null : of.apply(stored.activity());
    }

    private static String byActivity(@Nullable Common common) {
      return CONTACT + (common == null ? "" : Person.of(common.identity()).id());
    }

    private static String ofActivity(@Nullable Stored<?> stored) {
      return CONTACT + (stored == null ? "" : stored.contactId());
    }

    /** A change as JSON; null when what it is about is gone. */
    @Nullable String json(Placed one) {
      NewChange change = one.change();
      return switch (change.type()) {
        case CONTACT_UPDATED -> with(one, "contact", contact.found().get(change.person()));
        case CONTACT_MERGED -> merged(one);
        case CONTACT_ERASED -> with(one, "contact", ids(change));
        case COMPANY_UPDATED -> {
          Company found = company.found().get(change.about().getFirst());
          yield with(one, "company", found == null ? null : ShownJson.company(found));
        }
        case MEMBERSHIP_ADDED -> with(one, "membership", membership(change));
        case OWN ->
            members(one)
                .text("contactId", owners.getOrDefault(change.person(), change.person()).id())
                .raw("data", change.about().getLast())
                .toString();
        case EVENT_RECEIVED -> {
          Stored<Event> found = event.found().get(change.seq());
          yield found == null ? null : members(one).raw("event", ShownJson.event(found)).toString();
        }
        case PAGE_RECEIVED, SCREEN_RECEIVED -> {
          Stored<PageView> found = pageView.found().get(change.seq());
          yield found == null
              ? null
              : members(one).raw("page", ShownJson.pageView(found)).toString();
        }
      };
    }

    private @Nullable String merged(Placed one) {
      String found = contact.found().get(one.change().person());
      return found == null
          ? null
          : members(one)
              .text("anonymousId", Person.fromKey(one.change().about().getLast()).id())
              .raw("contact", found)
              .toString();
    }

    private String ids(NewChange change) {
      List<Person> people = ErasedIds.open(change, seal);
      Person person = people.getFirst();
      return new JsonMembers()
          .text("id", person.id())
          .text("userId", person.isUser() ? person.id() : null)
          .texts(
              "anonymousIds",
              people.stream().filter(one -> !one.isUser()).map(Person::id).distinct().toList())
          .toString();
    }

    private @Nullable String membership(NewChange change) {
      Person member = change.person();
      String groupId = change.about().getLast();
      return memberships.getOrDefault(member, List.of()).stream()
          .filter(membership -> membership.groupId().equals(groupId))
          .findFirst()
          .map(
              membership ->
                  new JsonMembers()
                      .text("groupId", groupId)
                      .text("name", membership.name())
                      .text("userId", member.isUser() ? member.id() : null)
                      .text("anonymousId", member.isUser() ? null : member.id())
                      .text("contactId", owners.getOrDefault(member, member).id())
                      .toString())
          .orElse(null);
    }

    private @Nullable String with(Placed one, String name, @Nullable String subject) {
      return subject == null ? null : members(one).raw(name, subject).toString();
    }

    private JsonMembers members(Placed one) {
      NewChange change = one.change();
      String settings = change.settings();
      return new JsonMembers()
          .text("position", one.position().text())
          .text("type", change.typeName())
          .instant("timestamp", one.at())
          .text("account", one.accountId())
          .text("messageId", messageId(change))
          .texts("changed", change.names())
          .raw("settings", settings == null ? "{}" : settings);
    }
  }

  /**
   * Things that were looked for.
   *
   * @param at those that it was looked for
   */
  private record Looked<K, V>(Set<K> at, Map<K, V> found) {}
}
