package dev.inlet.console.delivery;

import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.TypedTime;
import dev.inlet.operate.DeliveryQueries.Written;
import dev.inlet.operate.saved.SavedFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody looks for among the deliveries, as the page's address says it, by the names of the
 * form's fields; what is not there means any.
 */
public record DeliverySearch(Map<String, String> fields) {
  private static final List<String> NAMES =
      List.of("status", "type", "messageId", "text", "person", "sender", "key", "from", "to");

  private static final String REPAIRED = "repaired";
  private static final String WARNINGS = "warnings";

  /** The names of the form's fields. */
  static List<String> names() {
    return NAMES;
  }

  /** One that was saved. */
  public static DeliverySearch of(SavedFilter saved) {
    var fields = new LinkedHashMap<>(saved.filter());
    if (fields.remove(WARNINGS) != null) {
      fields.put("status", REPAIRED);
    }
    return of(fields);
  }

  /** By the names of the admin API's parameters, to be saved. */
  Map<String, String> savable() {
    var filter = new LinkedHashMap<>(fields);
    if (REPAIRED.equals(filter.get("status"))) {
      filter.remove("status");
      filter.put(WARNINGS, "true");
    }
    return filter;
  }

  /** Of those parameters of an address that a search has. */
  static DeliverySearch of(Map<String, String> parameters) {
    var fields = new LinkedHashMap<String, String>();
    for (String name : NAMES) {
      String value = parameters.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        fields.put(name, value);
      }
    }
    return new DeliverySearch(fields);
  }

  /** What was typed into a field; empty for nothing. */
  public String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** A time as a field for one shows it, in UTC; empty when there is none that can be read. */
  public String time(String name) {
    return TypedTime.shown(get(name));
  }

  /** Whether one of those fields is in use that are folded away at first. */
  public boolean isUnusual() {
    return fields.containsKey("sender")
        || fields.containsKey("key")
        || fields.containsKey("messageId");
  }

  Written written() {
    boolean isRepaired = get("status").equals(REPAIRED);
    return new Written(
        isRepaired ? null : fields.get("status"),
        fields.get("type"),
        fields.get("messageId"),
        isRepaired,
        fields.get("sender"),
        fields.get("key"),
        fields.get("text"),
        fields.get("person"),
        fields.get("from"),
        fields.get("to"));
  }

  /** The address of this search, from its beginning. */
  Link link(String account) {
    Link link = Link.to(Section.DELIVERIES.path()).with("account", account);
    for (Map.Entry<String, String> field : fields.entrySet()) {
      link = link.with(field.getKey(), field.getValue());
    }
    return link;
  }

  /** Whether nothing is asked for but all. */
  public boolean isAny() {
    return fields.isEmpty();
  }
}
