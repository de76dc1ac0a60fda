package dev.inlet.console.activity;

import dev.inlet.activity.ActivityStore;
import dev.inlet.console.page.Addresses;
import dev.inlet.contact.Person;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What somebody did, events and pages together, newest first. */
@Singleton
public final class Timeline {
  private static final int LENGTH = 50;

  private final ActivityStore activities;

  Timeline(ActivityStore activities) {
    this.activities = activities;
  }

  /**
   * One entry.
   *
   * @param kind event, page or screen
   * @param seq the place of its call in the journal
   */
  public record Moment(String kind, String label, String url, Instant at, long seq) {}

  /** What these people did last, newest first. */
  public List<Moment> of(String account, Collection<Person> people) {
    Window newest = Window.newest(LENGTH);
    Stream<Moment> events =
        activities.events(account, people, newest).items().stream()
            .map(
                found ->
                    new Moment(
                        "event",
                        found.activity().name(),
                        Addresses.event(account, found.seq()),
                        found.activity().common().time(),
                        found.seq()));
    Stream<Moment> pages =
        activities.pageViews(account, people, newest).items().stream()
            .map(
                found ->
                    new Moment(
                        PageRow.kind(found.activity()),
                        PageRow.label(found.activity()),
                        Addresses.page(account, found.seq()),
                        found.activity().common().time(),
                        found.seq()));
    return Stream.concat(events, pages)
        .sorted(Comparator.comparing(Moment::at).reversed())
        .limit(LENGTH)
        .toList();
  }
}
