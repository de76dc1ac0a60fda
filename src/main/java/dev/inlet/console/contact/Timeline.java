package dev.inlet.console.contact;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.console.activity.PageRow;
import dev.inlet.console.page.Addresses;
import dev.inlet.contact.Person;
import dev.inlet.forward.ChangeSearch;
import dev.inlet.forward.NewChange;
import dev.inlet.forward.Piece.Placed;
import dev.inlet.forward.Position;
import dev.inlet.listing.Window;
import dev.inlet.operate.Forwards;
import dev.inlet.operate.Forwards.Forward;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a contact, and what it did, newest first: its events and pages, and what the feed
 * of changes still knows of identify and group calls that changed something, and of plug-ins' own
 * changes.
 */
@Singleton
final class Timeline {
  private static final int LENGTH = 50;
  private static final int MOST_CHANGES = 200;
  private static final int MOST_NAMES = 5;

  private final ActivityStore activities;
  private final ChangeSearch changes;
  private final Forwards forwards;

  Timeline(ActivityStore activities, ChangeSearch changes, Forwards forwards) {
    this.activities = activities;
    this.changes = changes;
    this.forwards = forwards;
  }

  /**
   * The newest of it.
   *
   * @param since how far back changes were looked for; null when all that are kept were
   */
  record Shown(List<Moment> moments, @Nullable Instant since) {}

  /**
   * What became of these people, who are one contact. May block.
   *
   * @param kind only moments of this kind, or {@code forwarded}; empty for all
   */
  Shown of(String account, Collection<Person> people, String kind) {
    Window newest = Window.newest(LENGTH);
    List<Stored<Event>> events = activities.events(account, people, newest).items();
    List<Stored<PageView>> pages = activities.pageViews(account, people, newest).items();
    Set<Long> seqs =
        Stream.concat(events.stream().map(Stored::seq), pages.stream().map(Stored::seq))
            .collect(Collectors.toSet());
    ChangeSearch.Found found = changes.about(account, people, seqs, MOST_CHANGES);
    var sent = new Sent(account, found.changes());
    var moments = new ArrayList<Moment>();
    events.forEach(one -> moments.add(event(account, one, sent)));
    pages.forEach(one -> moments.add(page(account, one, sent)));
    found.changes().forEach(one -> ofChange(account, one, sent, moments));
    return new Shown(
        moments.stream()
            .filter(one -> isOf(kind, one))
            .sorted(Comparator.comparing(Moment::at).reversed())
            .limit(LENGTH)
            .toList(),
        found.since());
  }

  private static boolean isOf(String kind, Moment one) {
    return switch (kind) {
      case "" -> true;
      case "forwarded" -> !one.sent().isEmpty();
      case "page" -> one.kind().equals("page") || one.kind().equals("screen");
      default -> one.kind().equals(kind);
    };
  }

  private static Moment event(String account, Stored<Event> one, Sent sent) {
    return new Moment(
        "event",
        one.activity().name(),
        Addresses.event(account, one.seq()),
        one.activity().common().time(),
        sent.ofActivity(one.seq()));
  }

  private static Moment page(String account, Stored<PageView> one, Sent sent) {
    return new Moment(
        PageRow.kind(one.activity()),
        PageRow.label(one.activity()),
        Addresses.page(account, one.seq()),
        one.activity().common().time(),
        sent.ofActivity(one.seq()));
  }

  private static void ofChange(
      String account, Placed placed, Sent sent, Collection<Moment> moments) {
    NewChange change = placed.change();
    List<Moment.Sent> to = sent.of(placed.position());
    String messageId = change.messageId();
    String message = messageId == null ? null : Addresses.message(account, messageId);
    switch (change.type()) {
      case CONTACT_UPDATED ->
          moments.add(new Moment("identify", "Changed " + names(change), message, placed.at(), to));
      case CONTACT_MERGED -> {
        String anonymousId = Person.fromKey(change.about().getLast()).id();
        moments.add(
            new Moment("identify", "Was " + anonymousId + " before", message, placed.at(), to));
      }
      case MEMBERSHIP_ADDED -> {
        String groupId = change.about().getLast();
        String company = Addresses.company(account, groupId);
        moments.add(new Moment("group", "Joined " + groupId, company, placed.at(), to));
      }
      case OWN -> moments.add(new Moment(Moment.OWN, change.typeName(), message, placed.at(), to));
      case EVENT_RECEIVED,
          PAGE_RECEIVED,
          SCREEN_RECEIVED,
          CONTACT_ERASED,
          COMPANY_UPDATED -> {} // The first three stand there by themselves.
    }
  }

  private static String names(NewChange change) {
    Collection<String> names = change.names();
    if (names.isEmpty()) {
      return "nothing that is shown";
    }
    String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  /** To whom the changes went. */
  private final class Sent {
    private final Map<Long, Position> ofActivities = new HashMap<>();
    private final Map<Position, List<Moment.Sent>> byPosition;

    Sent(String account, List<Placed> changes) {
      for (Placed one : changes) {
        switch (one.change().type()) {
          case EVENT_RECEIVED, PAGE_RECEIVED, SCREEN_RECEIVED ->
              ofActivities.put(one.change().seq(), one.position());
          case CONTACT_UPDATED,
              CONTACT_MERGED,
              CONTACT_ERASED,
              COMPANY_UPDATED,
              MEMBERSHIP_ADDED,
              OWN -> {} // Found by their positions.
        }
      }
      this.byPosition =
          forwards.of(account, changes).stream()
              .collect(
                  Collectors.groupingBy(
                      Forward::position, Collectors.mapping(Moment.Sent::of, Collectors.toList())));
    }

    List<Moment.Sent> of(Position position) {
      return byPosition.getOrDefault(position, List.of());
    }

    List<Moment.Sent> ofActivity(long seq) {
      Position position = ofActivities.get(seq);
      return position == null ? List.of() : of(position);
    }
  }
}
