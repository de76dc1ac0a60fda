package dev.inlet.transfer;

import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.CallReader;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.Timestamps;
import dev.inlet.company.Company;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import dev.inlet.transfer.AccountRecord.Frame;
import dev.inlet.transfer.AccountRecord.OfCompany;
import dev.inlet.transfer.AccountRecord.OfContact;
import dev.inlet.transfer.AccountRecord.OfEvent;
import dev.inlet.transfer.AccountRecord.OfMembership;
import dev.inlet.transfer.AccountRecord.OfPageView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that {@link RecordText} writes, strictly: a member that is misspelt must not pass
 * for one left out. The bounds are those of calls.
 */
final class RecordReader {
  /** Why nothing behind such a first line may be read: it may mean something else. */
  static final String OTHER_FORMAT =
      "The file is of another format than %d: import it by the version that wrote it, or a newer one"
          .formatted(RecordText.FORMAT);

  private static final int LONGEST_MESSAGE_ID = 600;
  private static final int LONGEST_EVENT = 1_000;
  private static final int CURRENCY = 3;

  /** Of an amount of money, before and behind the point. */
  private static final int MOST_DIGITS = 20;

  private static final int LONGEST_MEMBER_SHOWN = 40;

  private final Map<String, String> members;
  private final Instant latest;

  private RecordReader(Map<String, String> members, Instant latest) {
    this.members = members;
    this.latest = latest;
  }

  /** Unwinds the reading of one line. */
  @SuppressWarnings("serial")
  private static final class Problem extends Exception {
    Problem(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads one line.
   *
   * @param latest no time in it may be later: it would win over all calls until then
   */
  static Parsed<AccountRecord> read(byte[] line, Instant latest) {
    return Json.object(line, "It").then(object -> read(object, latest));
  }

  private static Parsed<AccountRecord> read(JsonObject line, Instant latest) {
    try {
      return Parsed.ok(new RecordReader(line.members(), latest).read());
    } catch (Problem e) {
      return Parsed.bad(Flaw.WRONG, String.valueOf(e.getMessage()));
    }
  }

  private AccountRecord read() throws Problem {
    String kind = text(RecordText.RECORD);
    return switch (kind == null ? "" : kind) {
      case "contact" -> contact();
      case "company" -> company();
      case "membership" -> {
        known("record", "userId", "anonymousId", "groupId");
        yield new OfMembership(person(), requiredId("groupId"));
      }
      case "event" -> event();
      case "page" -> page();
      case RecordText.EXPORT -> beginning();
      case RecordText.END -> new Frame();
      case RecordText.BROKEN ->
          throw new Problem("The file is not whole: the export broke off here. Export it again");
      default ->
          throw new Problem(
              "record must be contact, company, membership, event or page, or the first or last"
                  + " line's");
    };
  }

  private Frame beginning() throws Problem {
    String format = members.get("format");
    if (!Integer.toString(RecordText.FORMAT).equals(format)) {
      throw new Problem(OTHER_FORMAT);
    }
    return new Frame();
  }

  private OfContact contact() throws Problem {
    known(
        "record",
        "userId",
        "anonymousId",
        "belongsTo",
        "firstIdentifiedAt",
        "lastIdentifiedAt",
        "traits",
        "fields");
    Person person = person();
    Instant first = time("firstIdentifiedAt");
    Instant last = time("lastIdentifiedAt");
    if ((first == null) != (last == null) || first != null && last.isBefore(first)) {
      throw new Problem("firstIdentifiedAt and lastIdentifiedAt must both be there, in that order");
    }
    Registers traits = registers("traits");
    Registers fields = registers("fields");
    if (first == null && !(traits.all().isEmpty() && fields.all().isEmpty())) {
      throw new Problem("Missing firstIdentifiedAt: there is none only where there are no traits");
    }
    return new OfContact(new PersonState(person, traits, fields, first, last, link(person)));
  }

  private @Nullable UserLink link(Person person) throws Problem {
    String value = orNull("belongsTo");
    if (value == null) {
      return null;
    }
    if (person.isUser()) {
      throw new Problem(
          "belongsTo must not stand with a userId: only an anonymousId belongs to one");
    }
    RecordReader link = within("belongsTo", value);
    link.known("userId", "at", "messageId");
    return new UserLink(link.requiredId("userId"), link.stamp());
  }

  private OfCompany company() throws Problem {
    known("record", "groupId", "firstSeenAt", "lastSeenAt", "traits", "fields");
    Instant first = requiredTime("firstSeenAt");
    Instant last = requiredTime("lastSeenAt");
    if (last.isBefore(first)) {
      throw new Problem("lastSeenAt must not be before firstSeenAt");
    }
    return new OfCompany(
        new Company(requiredId("groupId"), registers("traits"), registers("fields"), first, last));
  }

  private OfEvent event() throws Problem {
    known(
        "record",
        "messageId",
        "userId",
        "anonymousId",
        "timestamp",
        "storedAt",
        "event",
        "revenue",
        "currency",
        "value",
        "properties");
    String name = text("event");
    if (name == null || name.isBlank() || name.length() > LONGEST_EVENT) {
      throw new Problem("event must be 1 to 1,000 characters");
    }
    String currency = text("currency");
    if (currency != null && currency.length() != CURRENCY) {
      throw new Problem("currency must be one of ISO 4217, such as EUR");
    }
    return new OfEvent(
        requiredTime("storedAt"),
        new Event(common(), name, revenue(), currency, orNull("value"), object("properties")));
  }

  private @Nullable BigDecimal revenue() throws Problem {
    String value = orNull("revenue");
    if (value == null) {
      return null;
    }
    BigDecimal revenue = Json.number(value);
    if (revenue == null
        || revenue.scale() > MOST_DIGITS
        || (long) revenue.precision() - revenue.scale() > MOST_DIGITS) {
      throw new Problem(
          "revenue must be a number of 20 digits at most before and behind the point");
    }
    return revenue;
  }

  private OfPageView page() throws Problem {
    known(
        "record",
        "kind",
        "messageId",
        "userId",
        "anonymousId",
        "timestamp",
        "storedAt",
        "name",
        "category",
        "fields",
        "properties");
    PageView.Kind kind =
        switch (String.valueOf(text("kind"))) {
          case "page" -> PageView.Kind.PAGE;
          case "screen" -> PageView.Kind.SCREEN;
          default -> throw new Problem("kind must be page or screen");
        };
    Map<String, String> fields = Json.object(object("fields")).members();
    for (String name : fields.keySet()) {
      if (!PageView.FIELDS.contains(name)) {
        throw unknown("fields." + name);
      }
    }
    return new OfPageView(
        requiredTime("storedAt"),
        new PageView(common(), kind, text("name"), text("category"), fields, object("properties")));
  }

  private Common common() throws Problem {
    String userId = id("userId");
    String anonymousId = id("anonymousId");
    if (userId == null && anonymousId == null) {
      throw new Problem("Missing userId or anonymousId");
    }
    return new Common(new Identity(userId, anonymousId), messageId(), requiredTime("timestamp"));
  }

  private Person person() throws Problem {
    String userId = id("userId");
    String anonymousId = id("anonymousId");
    if ((userId == null) == (anonymousId == null)) {
      throw new Problem("It must have either a userId or an anonymousId");
    }
    return userId == null ? Person.anonymous(String.valueOf(anonymousId)) : Person.user(userId);
  }

  /** Values by their names, each with the time and message that set it. */
  private Registers registers(String name) throws Problem {
    var registers = new Registers();
    for (Map.Entry<String, String> one : Json.object(object(name)).members().entrySet()) {
      RecordReader register = within("Each of " + name, one.getValue());
      register.known("value", "at", "messageId");
      String value = register.members.get("value");
      if (value == null) {
        throw new Problem("Each of " + name + " must have a value");
      }
      registers.put(one.getKey(), new Register(value, register.stamp()));
    }
    if (registers.length() > Registers.MOST_CHARACTERS) {
      throw new Problem(
          "%s are more than %,d characters".formatted(name, Registers.MOST_CHARACTERS));
    }
    return registers;
  }

  private RecordReader within(String what, String value) throws Problem {
    if (!Json.isObject(value)) {
      throw new Problem(what + " must be an object");
    }
    return new RecordReader(Json.object(value).members(), latest);
  }

  private Stamp stamp() throws Problem {
    return new Stamp(requiredTime("at"), messageId());
  }

  private String messageId() throws Problem {
    String messageId = text("messageId");
    if (messageId == null || messageId.isBlank() || messageId.length() > LONGEST_MESSAGE_ID) {
      throw new Problem("messageId must be 1 to %d characters".formatted(LONGEST_MESSAGE_ID));
    }
    return messageId;
  }

  private void known(String... names) throws Problem {
    List<String> all = List.of(names);
    for (String name : members.keySet()) {
      if (!all.contains(name)) {
        throw unknown(name);
      }
    }
  }

  private static Problem unknown(String name) {
    String shown =
        name.length() <= LONGEST_MEMBER_SHOWN
            ? name
            : name.substring(0, LONGEST_MEMBER_SHOWN) + "…";
    return new Problem("There is no member " + shown + " in such a line");
  }

  private @Nullable String orNull(String name) {
    String value = members.get(name);
    return value == null || Json.isNull(value) ? null : value;
  }

  private @Nullable String text(String name) throws Problem {
    String value = orNull(name);
    if (value == null) {
      return null;
    }
    String text = Json.text(value);
    if (text == null) {
      throw new Problem(name + " must be a string");
    }
    return text;
  }

  private @Nullable String id(String name) throws Problem {
    return switch (CallReader.id(name, members.get(name))) {
      case Parsed.Ok<Optional<String>> ok -> ok.value().orElse(null);
      case Parsed.Bad<Optional<String>> bad -> throw new Problem(bad.problem());
    };
  }

  private String requiredId(String name) throws Problem {
    String id = id(name);
    if (id == null) {
      throw new Problem("Missing " + name);
    }
    return id;
  }

  private @Nullable Instant time(String name) throws Problem {
    String text = text(name);
    if (text == null) {
      return null;
    }
    Instant time = Timestamps.parse(text);
    if (time == null) {
      throw new Problem(name + " must be a time such as 2026-03-01T12:00:00Z");
    }
    if (time.isAfter(latest)) {
      throw new Problem(name + " is more than a day in the future");
    }
    return time;
  }

  private Instant requiredTime(String name) throws Problem {
    Instant time = time(name);
    if (time == null) {
      throw new Problem("Missing " + name);
    }
    return time;
  }

  private String object(String name) throws Problem {
    String value = orNull(name);
    if (value == null) {
      return "{}";
    }
    if (!Json.isObject(value)) {
      throw new Problem(name + " must be an object");
    }
    return value;
  }
}
