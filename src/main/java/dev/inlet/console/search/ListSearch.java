package dev.inlet.console.search;

import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.TypedTime;
import dev.inlet.listing.Order;
import io.micronaut.http.HttpParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in a list, as the page's address says it, by the names of the form's
 * fields; what is not there means any.
 */
public record ListSearch(Section section, Map<String, String> fields) {
  private static final String ORDER = "order";

  /**
   * Of those parameters of an address that a search has.
   *
   * @param names of the fields, beside the order
   */
  public static ListSearch of(Section section, HttpParameters parameters, String... names) {
    var fields = new LinkedHashMap<String, String>();
    for (String name : names) {
      put(fields, name, parameters);
    }
    put(fields, ORDER, parameters);
    return new ListSearch(section, fields);
  }

  private static void put(Map<String, String> fields, String name, HttpParameters parameters) {
    List<String> values = parameters.getAll(name);
    String value = values.isEmpty() ? "" : values.getFirst().strip();
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  /** What was typed into a field; empty for nothing. */
  public String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The same; null for nothing. */
  public @Nullable String orNull(String name) {
    return fields.get(name);
  }

  /** A time as a field for one shows it, in UTC; empty when there is none that can be read. */
  public String time(String name) {
    return TypedTime.shown(get(name));
  }

  /** Whether it narrows the list; in whatever order that is. */
  public boolean isFiltered() {
    return fields.keySet().stream().anyMatch(name -> !name.equals(ORDER));
  }

  /** Whether nothing but times narrow it, by which is counted, too. */
  public boolean isOfTimesAlone() {
    return fields.keySet().stream().allMatch(name -> List.of(ORDER, "from", "to").contains(name));
  }

  /** Whether the oldest come first. */
  public boolean isOldestFirst() {
    return get(ORDER).equals(Order.OLDEST.wireName());
  }

  /** The address of this search, from its beginning. */
  public Link link(String account) {
    return with(Link.to(section.path()).with("account", account));
  }

  /** The same from the other end. */
  Link reversed(String account) {
    Link other = new ListSearch(section, withoutOrder()).link(account);
    return isOldestFirst() ? other : other.with(ORDER, Order.OLDEST.wireName());
  }

  /** Where all that is found can be had as a file, the newest first. */
  public String export(String account) {
    return new ListSearch(section, withoutOrder())
        .with(Link.to(section.path() + "/export").with("account", account))
        .toString();
  }

  private Map<String, String> withoutOrder() {
    var others = new LinkedHashMap<>(fields);
    others.remove(ORDER);
    return others;
  }

  private Link with(Link begun) {
    Link link = begun;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      link = link.with(field.getKey(), field.getValue());
    }
    return link;
  }
}
