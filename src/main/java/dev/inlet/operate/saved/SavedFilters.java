package dev.inlet.operate.saved;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.audit.WhoActs;
import dev.inlet.operate.DeliveryQueries;
import dev.inlet.operate.DeliveryQueries.Written;
import dev.inlet.operate.OperationRefused;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Filters of the deliveries that are saved by a name, for everybody who may look; an {@link
 * OperationRefused} says what cannot be done. None names a person: erasing does not look here.
 */
@Singleton
public final class SavedFilters {
  private static final List<String> FIELDS =
      List.of("status", "type", "warnings", "sender", "key", "text", "from", "to");

  private static final int SHOWN = 40;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_VALUE = 200;
  private static final int MOST = 50;

  private final SavedFilterStore store;
  private final DeliveryQueries queries;
  private final AuditLog audit;
  private final WhoActs who;
  private final InstantSource clock;

  SavedFilters(
      SavedFilterStore store,
      DeliveryQueries queries,
      AuditLog audit,
      WhoActs who,
      InstantSource clock) {
    this.store = store;
    this.queries = queries;
    this.audit = audit;
    this.who = who;
    this.clock = clock;
  }

  /** All of them, by their names. */
  public List<SavedFilter> all() {
    return store.all();
  }

  /**
   * Saves one.
   *
   * @param filter by the names of the parameters of {@code …/deliveries}
   */
  public SavedFilter save(@Nullable String name, @Nullable Map<String, String> filter) {
    String called = name == null ? "" : name.strip();
    if (called.isEmpty()) {
      throw OperationRefused.wrong("Missing name: 1 to " + LONGEST_NAME + " characters");
    }
    if (called.length() > LONGEST_NAME) {
      throw OperationRefused.wrong("name must be at most " + LONGEST_NAME + " characters");
    }
    Map<String, String> checked = checked(filter == null ? Map.of() : filter);
    if (store.all().size() >= MOST) {
      throw OperationRefused.taken("There are " + MOST + " saved filters already: remove some");
    }
    return audit.noting(
        () ->
            store
                .add(
                    called,
                    checked,
                    who.now().shown(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS))
                .orElseThrow(
                    () -> OperationRefused.taken("There is a saved filter " + called + " already")),
        saved -> deed(saved, Action.FILTER_SAVED));
  }

  private Map<String, String> checked(Map<String, String> filter) {
    var fields = new TreeMap<String, String>();
    filter.forEach(
        (field, value) -> {
          if (field.equals("person") || field.equals("messageId")) {
            throw OperationRefused.wrong(
                "filter must not name a person or a message: keep its address instead");
          }
          if (!FIELDS.contains(field)) {
            throw OperationRefused.wrong(
                "Unknown field %s in filter: send %s"
                    .formatted(
                        field.length() <= SHOWN ? field : field.substring(0, SHOWN) + "…",
                        String.join(", ", FIELDS)));
          }
          if (value.length() > LONGEST_VALUE) {
            throw OperationRefused.wrong(
                field + " must be at most " + LONGEST_VALUE + " characters");
          }
          if (!value.isBlank()) {
            fields.put(field, value.strip());
          }
        });
    if (fields.isEmpty()) {
      throw OperationRefused.wrong("filter must say something, such as {\"status\":\"refused\"}");
    }
    if (fields.getOrDefault("text", "").contains("@")) {
      throw OperationRefused.wrong("text must not hold an e-mail address: filters name nobody");
    }
    String warnings = fields.getOrDefault("warnings", "true");
    if (!warnings.equals("true")) {
      throw OperationRefused.wrong("warnings must be true, or left out");
    }
    queries.read("", written(fields));
    return fields;
  }

  private static Written written(Map<String, String> fields) {
    return new Written(
        fields.get("status"),
        fields.get("type"),
        null,
        fields.containsKey("warnings"),
        fields.get("sender"),
        fields.get("key"),
        fields.get("text"),
        null,
        fields.get("from"),
        fields.get("to"));
  }

  private static Deed deed(SavedFilter filter, Action action) {
    return Deed.of(action, Long.toString(filter.id())).with("name", filter.name());
  }

  /** Removes one, which must exist. */
  public void remove(String id) {
    SavedFilter filter = find(id);
    audit.noting(
        () -> {
          store.remove(filter.id());
          return filter;
        },
        removed -> deed(removed, Action.FILTER_REMOVED));
  }

  private SavedFilter find(String id) {
    OperationRefused missing = OperationRefused.missing("There is no saved filter " + id);
    try {
      return store.find(Long.parseLong(id)).orElseThrow(() -> missing);
    } catch (NumberFormatException e) {
      throw missing;
    }
  }
}
