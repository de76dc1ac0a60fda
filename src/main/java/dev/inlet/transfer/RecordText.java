package dev.inlet.transfer;

import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore.Member;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is stored of an account as lines of JSON, which {@link RecordReader} reads. */
final class RecordText {
  /** The version of what the lines look like. */
  static final int FORMAT = 1;

  static final String RECORD = "record";
  static final String EXPORT = "export";
  static final String END = "end";
  static final String BROKEN = "broken";

  /** So many characters of values stand in one line, unless one value alone is longer. */
  static final int PART = 200_000;

  private RecordText() {}

  private static JsonMembers record(String kind) {
    return new JsonMembers().text(RECORD, kind);
  }

  static String beginning(String accountId, String version, Instant now) {
    return record(EXPORT)
        .number("format", FORMAT)
        .text("account", accountId)
        .text("version", version)
        .instant("exportedAt", now)
        .toString();
  }

  /** The last line of a file that is whole. */
  static String end(long lines) {
    return record(END).number("lines", lines).toString();
  }

  /** The last line of one that is not. */
  static String broken(String message) {
    return record(BROKEN).text("message", message).toString();
  }

  /** The lines of one id; none when nothing is known by it but the id. */
  static List<String> contact(PersonState state) {
    UserLink link = state.link();
    if (link == null && state.firstIdentifiedAt() == null) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    for (Part part : Part.of(state.traits(), state.fields())) {
      JsonMembers line = person(record("contact"), state.person());
      if (link != null) {
        line.raw(
            "belongsTo",
            new JsonMembers()
                .text("userId", link.userId())
                .instant("at", link.stamp().time())
                .text("messageId", link.stamp().messageId())
                .toString());
      }
      lines.add(
          part.addTo(
                  line.instant("firstIdentifiedAt", state.firstIdentifiedAt())
                      .instant("lastIdentifiedAt", state.lastIdentifiedAt()))
              .toString());
    }
    return lines;
  }

  private static JsonMembers person(JsonMembers line, Person person) {
    return line.text(person.isUser() ? "userId" : "anonymousId", person.id());
  }

  /** The lines of one company. */
  static List<String> company(Company company) {
    return Part.of(company.traits(), company.fields()).stream()
        .map(
            part ->
                part.addTo(
                        record("company")
                            .text("groupId", company.groupId())
                            .instant("firstSeenAt", company.firstSeenAt())
                            .instant("lastSeenAt", company.lastSeenAt()))
                    .toString())
        .toList();
  }

  static String membership(Member member) {
    return person(record("membership"), member.person())
        .text("groupId", member.groupId())
        .toString();
  }

  static String event(Stored<Event> stored) {
    Event event = stored.activity();
    return activity("event", stored, event.common())
        .text("event", event.name())
        .number("revenue", event.revenue())
        .text("currency", event.currency())
        .raw("value", event.value())
        .raw("properties", event.properties())
        .toString();
  }

  static String pageView(Stored<PageView> stored) {
    PageView view = stored.activity();
    return activity("page", stored, view.common())
        .text("kind", view.kind().name().toLowerCase(Locale.ROOT))
        .text("name", view.name())
        .text("category", view.category())
        .object("fields", view.fields())
        .raw("properties", view.properties())
        .toString();
  }

  private static JsonMembers activity(String kind, Stored<?> stored, Common common) {
    return record(kind)
        .text("messageId", common.messageId())
        .text("userId", common.identity().userId())
        .text("anonymousId", common.identity().anonymousId())
        .instant("timestamp", common.time())
        .instant("storedAt", stored.storedAt());
  }

  /** Some of what is known of somebody or something, so that no line is too long. */
  private record Part(StringBuilder traits, StringBuilder fields) {

    Part() {
      this(new StringBuilder(), new StringBuilder());
    }

    /** All of it, in one part at least. */
    static List<Part> of(Registers traits, Registers fields) {
      var parts = new ArrayList<>(List.of(new Part()));
      traits.all().forEach((name, one) -> roomIn(parts).add(parts.getLast().traits, name, one));
      fields.all().forEach((name, one) -> roomIn(parts).add(parts.getLast().fields, name, one));
      return parts;
    }

    private static Part roomIn(List<Part> parts) {
      Part last = parts.getLast();
      if (last.traits.length() + last.fields.length() >= PART) {
        parts.add(new Part());
      }
      return parts.getLast();
    }

    private void add(StringBuilder text, String name, Register register) {
      text.append(text.isEmpty() ? "" : ",")
          .append(Json.quote(name))
          .append(':')
          .append(
              new JsonMembers()
                  .raw("value", register.value())
                  .instant("at", register.stamp().time())
                  .text("messageId", register.stamp().messageId()));
    }

    JsonMembers addTo(JsonMembers line) {
      return line.raw("traits", "{" + traits + "}").raw("fields", "{" + fields + "}");
    }
  }
}
