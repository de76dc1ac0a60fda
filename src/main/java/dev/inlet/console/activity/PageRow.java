package dev.inlet.console.activity;

import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Shown;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A page or screen in a list.
 *
 * @param kind page or screen
 * @param where its address or path; empty when that is not known
 * @param storedAt when it arrived
 * @param who what the contact is called, or else its id
 */
public record PageRow(
    String url,
    String kind,
    String label,
    String where,
    String contact,
    String contactId,
    String who,
    Instant at,
    Instant storedAt) {

  static PageRow of(String account, Stored<PageView> stored, Map<String, String> names) {
    PageView view = stored.activity();
    return new PageRow(
        Addresses.page(account, stored.seq()),
        kind(view),
        label(view),
        where(view),
        Addresses.contact(account, stored.contactId()),
        stored.contactId(),
        names.getOrDefault(stored.contactId(), stored.contactId()),
        view.common().time(),
        stored.storedAt());
  }

  /** Page or screen. */
  public static String kind(PageView view) {
    return view.kind().name().toLowerCase(Locale.ROOT);
  }

  /** What people call it: its name, its title, where it is, or what it is. */
  public static String label(PageView view) {
    String title = view.fields().get("title");
    return Stream.of(view.name(), title == null ? null : Shown.value(title), where(view))
        .filter(Objects::nonNull)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(kind(view));
  }

  static String where(PageView view) {
    return Stream.of("url", "path")
        .map(field -> view.fields().get(field))
        .filter(Objects::nonNull)
        .map(Shown::value)
        .findFirst()
        .orElse("");
  }
}
