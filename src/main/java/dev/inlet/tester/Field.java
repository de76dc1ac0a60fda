package dev.inlet.tester;

import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a call that can be edited without writing JSON.
 *
 * @param path where it is, such as {@code traits.address.city}
 * @param isText whether it is always text; otherwise what is typed may be any JSON value
 */
public record Field(String path, boolean isText) {
  private static final List<Field> IDS = List.of(text("userId"), text("anonymousId"));
  private static final List<Field> ADDRESS =
      texts("traits.address", "street", "city", "state", "postalCode", "country");
  private static final List<Field> CONTACT =
      Stream.of(
              texts(
                  "traits",
                  "email",
                  "firstName",
                  "lastName",
                  "name",
                  "title",
                  "phone",
                  "username",
                  "gender",
                  "birthday",
                  "createdAt",
                  "avatar",
                  "website",
                  "description",
                  "id"),
              List.of(any("traits.age")),
              ADDRESS,
              texts("traits.company", "name", "id", "industry", "plan"),
              List.of(any("traits.company.employeeCount")))
          .flatMap(List::stream)
          .toList();
  private static final List<Field> COMPANY =
      Stream.of(
              texts(
                  "traits",
                  "name",
                  "industry",
                  "plan",
                  "email",
                  "phone",
                  "website",
                  "avatar",
                  "createdAt",
                  "description",
                  "id"),
              List.of(any("traits.employees")),
              ADDRESS)
          .flatMap(List::stream)
          .toList();
  private static final List<Field> EVENT =
      List.of(any("properties.revenue"), text("properties.currency"), any("properties.value"));
  private static final List<Field> PAGE =
      Stream.concat(
              texts("properties", "name", "category", "path", "referrer", "search", "title", "url")
                  .stream(),
              Stream.of(any("properties.keywords")))
          .toList();

  private static Field text(String path) {
    return new Field(path, true);
  }

  private static Field any(String path) {
    return new Field(path, false);
  }

  private static List<Field> texts(String place, String... names) {
    return Stream.of(names).map(name -> text(place + "." + name)).toList();
  }

  /** The fields of a type of call: its ids, then every trait or property that Segment reserves. */
  public static List<Field> of(CallType type) {
    return switch (type) {
      case IDENTIFY -> join(IDS, CONTACT);
      case TRACK -> join(List.of(text("event")), join(IDS, EVENT));
      case PAGE, SCREEN -> join(List.of(text("name"), text("category")), join(IDS, PAGE));
      case GROUP -> join(List.of(text("groupId")), join(IDS, COMPANY));
      case ALIAS -> List.of(text("previousId"), text("userId"));
      case DELETE -> List.of(text("userId"));
    };
  }

  private static List<Field> join(List<Field> some, List<Field> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Where the custom traits or properties of a type of call are; null when it has none. */
  public static @Nullable String customPlace(CallType type) {
    return switch (type) {
      case IDENTIFY, GROUP -> "traits";
      case TRACK, PAGE, SCREEN -> "properties";
      case ALIAS, DELETE -> null;
    };
  }

  /** The names of a call's traits or properties that are none of Segment's. */
  public static List<String> customNames(CallType type, Draft draft) {
    String place = customPlace(type);
    String object = place == null ? null : draft.find(place);
    if (object == null || !Json.isObject(object)) {
      return List.of();
    }
    List<Field> reserved = of(type);
    return Json.object(object).members().keySet().stream()
        .filter(name -> !name.contains("."))
        .filter(
            name ->
                reserved.stream()
                    .noneMatch(field -> (field.path + ".").startsWith(place + "." + name + ".")))
        .toList();
  }

  /** What stands in the field: text as it is, every other value as JSON; empty for none. */
  public String shown(Draft draft) {
    String value = draft.find(path);
    if (value == null) {
      return "";
    }
    String text = Json.text(value);
    boolean wouldBeReadAsJson = !isText && text != null && !Edit.typed(text).equals(value);
    return text == null || wouldBeReadAsJson ? value : text;
  }

  /** The draft with what was typed; nothing typed means no such member. */
  public Draft apply(Draft draft, String typed) {
    if (typed.equals(shown(draft))) {
      return draft;
    }
    if (typed.isEmpty()) {
      return draft.without(path);
    }
    return isText ? draft.with(path, Json.quote(typed)) : draft.withTyped(path, typed);
  }
}
