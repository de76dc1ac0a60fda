package dev.inlet.admin;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Stored;
import dev.inlet.codec.JsonMembers;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.forward.ChangeSearch;
import dev.inlet.listing.Window;
import dev.inlet.operate.Forwards;
import dev.inlet.operate.Forwards.Forward;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows to whom changes about a contact went. */
@AdminPort("/api/accounts/{account}/contacts/{id}/forwards")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ForwardsController {
  private final KnownAccounts accounts;
  private final ContactStore contacts;
  private final ActivityStore activities;
  private final ChangeSearch changes;
  private final Forwards forwards;

  ForwardsController(
      KnownAccounts accounts,
      ContactStore contacts,
      ActivityStore activities,
      ChangeSearch changes,
      Forwards forwards) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.activities = activities;
    this.changes = changes;
    this.forwards = forwards;
  }

  @Get
  String list(String account, String id) {
    accounts.require(account);
    if (contacts.find(account, id).isEmpty()) {
      throw OperationRefused.noSuchContact(account, id);
    }
    List<Person> people = contacts.peopleOf(account, id);
    ChangeSearch.Found found =
        changes.about(account, people, newest(account, people), Window.DEFAULT_LIMIT);
    return new JsonMembers()
        .array("forwards", forwards.of(account, found.changes()), ForwardsController::view)
        .instant("searchedSince", found.since())
        .toString();
  }

  /** What they did last. */
  private Set<Long> newest(String account, List<Person> people) {
    Window window = Window.newest(Window.DEFAULT_LIMIT);
    return Stream.concat(
            activities.events(account, people, window).items().stream().map(Stored::seq),
            activities.pageViews(account, people, window).items().stream().map(Stored::seq))
        .collect(Collectors.toSet());
  }

  private static String view(Forward one) {
    return new JsonMembers()
        .text("subscription", one.subscription().id())
        .text("url", one.subscription().url().toString())
        .text("position", one.position().text())
        .text("type", one.type().wireName())
        .instant("timestamp", one.at())
        .text("state", one.state().wireName())
        .toString();
  }
}
