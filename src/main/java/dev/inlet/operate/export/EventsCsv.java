package dev.inlet.operate.export;

import dev.inlet.activity.ActivityFilter;
import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.Stored;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;

/** Events of an account as a CSV file, the newest first, with all properties as JSON. */
@Singleton
final class EventsCsv {
  /** The last line of a file that is not whole. */
  private static final String BROKEN_OFF =
      Csv.row(List.of("THIS FILE IS NOT WHOLE: reading the events failed here. Export them again"));

  private static final String HEADER =
      Csv.row(
          List.of(
              "storedAt",
              "timestamp",
              "event",
              "contact",
              "userId",
              "anonymousId",
              "messageId",
              "revenue",
              "currency",
              "value",
              "properties"));

  private final ActivityStore activities;

  EventsCsv(ActivityStore activities) {
    this.activities = activities;
  }

  Publisher<byte[]> of(String account, ActivityFilter filter) {
    return new ExportedFile<Stored<Event>>(
            before -> activities.findEvents(account, filter, new Window(before, Window.MAX_LIMIT)),
            HEADER,
            EventsCsv::rows,
            BROKEN_OFF)
        .publish();
  }

  private static String rows(List<Stored<Event>> some) {
    return some.stream().map(EventsCsv::row).collect(Collectors.joining());
  }

  private static String row(Stored<Event> stored) {
    Event event = stored.activity();
    return Csv.row(
        Arrays.asList(
            stored.storedAt().toString(),
            event.common().time().toString(),
            event.name(),
            stored.contactId(),
            event.common().identity().userId(),
            event.common().identity().anonymousId(),
            event.common().messageId(),
            event.revenue() == null ? null : event.revenue().toPlainString(),
            event.currency(),
            event.value(),
            event.properties()));
  }
}
