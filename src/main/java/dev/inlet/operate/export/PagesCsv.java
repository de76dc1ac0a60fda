package dev.inlet.operate.export;

import dev.inlet.activity.ActivityFilter;
import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.codec.PlainText;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Pages and screens of an account as a CSV file, as {@link EventsCsv} has its events. */
@Singleton
final class PagesCsv {
  /** The last line of a file that is not whole. */
  private static final String BROKEN_OFF =
      Csv.row(List.of("THIS FILE IS NOT WHOLE: reading the pages failed here. Export them again"));

  private final ActivityStore activities;

  PagesCsv(ActivityStore activities) {
    this.activities = activities;
  }

  Publisher<byte[]> of(String account, ActivityFilter filter) {
    return new ExportedFile<Stored<PageView>>(
            before ->
                activities.findPageViews(account, filter, new Window(before, Window.MAX_LIMIT)),
            header(),
            PagesCsv::rows,
            BROKEN_OFF)
        .publish();
  }

  private static String header() {
    var names =
        new ArrayList<>(
            List.of(
                "storedAt",
                "timestamp",
                "kind",
                "name",
                "category",
                "contact",
                "userId",
                "anonymousId",
                "messageId"));
    names.addAll(PageView.FIELDS);
    names.add("properties");
    return Csv.row(names);
  }

  private static String rows(List<Stored<PageView>> some) {
    return some.stream().map(one -> Csv.row(cells(one))).collect(Collectors.joining());
  }

  private static List<@Nullable String> cells(Stored<PageView> stored) {
    PageView view = stored.activity();
    var cells = new ArrayList<@Nullable String>();
    cells.add(stored.storedAt().toString());
    cells.add(view.common().time().toString());
    cells.add(view.kind().name().toLowerCase(Locale.ROOT));
    cells.add(view.name());
    cells.add(view.category());
    cells.add(stored.contactId());
    cells.add(view.common().identity().userId());
    cells.add(view.common().identity().anonymousId());
    cells.add(view.common().messageId());
    for (String field : PageView.FIELDS) {
      String json = view.fields().get(field);
      cells.add(json == null ? null : PlainText.of(json));
    }
    cells.add(view.properties());
    return cells;
  }
}
