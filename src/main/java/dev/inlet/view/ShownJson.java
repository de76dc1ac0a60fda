package dev.inlet.view;

import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.company.Company;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was sent, as the JSON that the contract describes: its values stay the text they were. */
public final class ShownJson {
  private ShownJson() {}

  /** A company. */
  public static String company(Company company) {
    return companyMembers(company).toString();
  }

  /** A company with the ids of the contacts that belong to it. */
  public static String company(Company company, List<String> contacts) {
    return companyMembers(company).texts("contacts", contacts).toString();
  }

  private static JsonMembers companyMembers(Company company) {
    return new JsonMembers()
        .text("groupId", company.groupId())
        .text("name", company.name())
        .object("fields", company.shownFields())
        .object("traits", company.shownTraits())
        .instant("firstSeenAt", company.firstSeenAt())
        .instant("lastSeenAt", company.lastSeenAt());
  }

  /** Something somebody did. */
  public static String event(Stored<Event> stored) {
    Event event = stored.activity();
    Common common = event.common();
    return new JsonMembers()
        .text("messageId", common.messageId())
        .text("event", event.name())
        .text("userId", common.identity().userId())
        .text("anonymousId", common.identity().anonymousId())
        .text("contactId", stored.contactId())
        .instant("timestamp", common.time())
        .number("revenue", event.revenue())
        .text("currency", event.currency())
        .raw("value", number(event.value()))
        .raw("properties", event.properties())
        .instant("storedAt", stored.storedAt())
        .toString();
  }

  /** A page or screen somebody saw. */
  public static String pageView(Stored<PageView> stored) {
    PageView view = stored.activity();
    Common common = view.common();
    var members =
        new JsonMembers()
            .text("messageId", common.messageId())
            .text("kind", view.kind().name().toLowerCase(Locale.ROOT))
            .text("userId", common.identity().userId())
            .text("anonymousId", common.identity().anonymousId())
            .text("contactId", stored.contactId())
            .instant("timestamp", common.time())
            .text("name", view.name())
            .text("category", view.category());
    for (String field : PageView.FIELDS) {
      members.raw(field, view.fields().get(field));
    }
    return members
        .raw("properties", view.properties())
        .instant("storedAt", stored.storedAt())
        .toString();
  }

  private static @Nullable String number(@Nullable String json) {
    return json == null || Json.number(json) == null ? null : json;
  }
}
