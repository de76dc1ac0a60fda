package dev.inlet.codec;

import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.call.JsonObject;
import dev.inlet.call.Properties;
import dev.inlet.call.Traits;
import dev.inlet.call.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a call out of a message: its fields found in any casing, checked for its type.
 *
 * <p>What nobody needs refuses nothing; what had to be repaired to read a call it carries as {@link
 * Warning}s.
 *
 * <p>The same message, with the same {@code storedAt} and stand-in id, always reads as the same
 * call: what the journal holds can be read again.
 */
public final class CallReader {
  /** The longest id, in bytes of UTF-8. */
  public static final int MAX_ID_BYTES = Envelope.MAX_ID_BYTES;

  private static final int MAX_NAME_LENGTH = 1_000;
  private static final List<String> TRAITS = List.of("traits");

  /** Gives an id to a message that has none of its own. */
  @FunctionalInterface
  public interface StandInId {
    /**
     * Makes the id.
     *
     * @param hasClock whether the message carries any of Segment's clocks that can be read, so that
     *     two equal bodies are the same message
     */
    String of(boolean hasClock);
  }

  private CallReader() {}

  /** The message's type as sent, for {@link CallType#named}. */
  public static Parsed<String> type(JsonObject message) {
    String value = Casing.find(message.members(), "type");
    if (value == null || Json.isNull(value)) {
      return Parsed.bad(Flaw.ABSENT, "Missing type");
    }
    String type = Json.text(value);
    if (type == null) {
      return Parsed.bad(Flaw.WRONG, "type must be a string");
    }
    return type.isBlank() ? Parsed.bad(Flaw.ABSENT, "Missing type") : Parsed.ok(type);
  }

  /**
   * Reads an id as those of calls are read: text, or a number's digits. What is absent, blank or
   * junk is no id.
   *
   * @param field its name in the problem
   */
  public static Parsed<Optional<String>> id(String field, @Nullable String value) {
    try {
      return Parsed.ok(
          value == null || Json.isNull(value)
              ? Optional.empty()
              : Optional.ofNullable(Envelope.id(field, value)));
    } catch (Envelope.Problem problem) {
      return problem.parsed();
    }
  }

  /** The message's own id, as far as it has one; for naming a message that is refused. */
  public static @Nullable String messageId(JsonObject message) {
    try {
      return new Envelope(message).id("messageId");
    } catch (Envelope.Problem e) {
      return null;
    }
  }

  /**
   * Reads a message as a call of the given type.
   *
   * @param storedAt our own clock, to the microsecond
   */
  public static Parsed<Call> read(
      CallType type, JsonObject message, Route route, Instant storedAt, StandInId standIn) {
    try {
      var envelope = new Envelope(message);
      Common common = common(envelope, route, storedAt, standIn);
      return Parsed.ok(
          switch (type) {
            case IDENTIFY -> identify(common, envelope);
            case GROUP ->
                new Call.Group(
                    common,
                    envelope.requiredId("groupId"),
                    TraitsReader.read(envelope.object("traits"), ReservedNames.COMPANY));
            case TRACK -> new Call.Track(common, event(envelope), eventProperties(envelope));
            case PAGE -> page(common, envelope);
            case SCREEN -> screen(common, envelope);
            case ALIAS ->
                new Call.Alias(
                    common, envelope.requiredId("userId"), envelope.requiredId("previousId"));
            case DELETE -> new Call.Delete(common);
          });
    } catch (Envelope.Problem problem) {
      return problem.parsed();
    }
  }

  private static Common common(Envelope envelope, Route route, Instant storedAt, StandInId standIn)
      throws Envelope.Problem {
    String userId = envelope.id("userId");
    String anonymousId = envelope.id("anonymousId");
    if (userId == null && anonymousId == null) {
      throw new Envelope.Problem(
          Flaw.NOBODY,
          "Missing userId or anonymousId (empty, \"null\" and \"undefined\" are no ids)");
    }
    Clocks sent = Clocks.read(envelope);
    Clocks clocks = sent.by(route, storedAt);
    String messageId = envelope.id("messageId");
    envelope.requireObject("context");
    Set<Warning> warnings = envelope.warnings();
    if (!warnings.isEmpty() && sent.isReplaced(envelope)) {
      warnings = Warning.and(warnings, Warning.CLOCK_REPLACED);
    }
    if (clocks.isAhead(storedAt)) {
      warnings = Warning.and(warnings, Warning.CLOCK_AHEAD);
    }
    return new Common(
        new Identity(userId, anonymousId),
        messageId == null ? standIn.of(sent.anyPresent()) : messageId,
        clocks.time(storedAt),
        warnings);
  }

  /** Some SDKs put all traits into the context; those that stand in their place win. */
  private static Call identify(Common common, Envelope envelope) throws Envelope.Problem {
    JsonObject own = envelope.object("traits");
    Traits traits = TraitsReader.read(own, contextTraits(envelope));
    return new Call.Identify(
        traits.sent().equals(own) ? common : common.with(Warning.TRAITS_FROM_CONTEXT), traits);
  }

  private static JsonObject contextTraits(Envelope envelope) throws Envelope.Problem {
    String context = envelope.raw("context");
    if (context == null || !Casing.mayName(context, TRAITS)) {
      return JsonObject.EMPTY;
    }
    String traits = Casing.find(envelope.object("context").members(), "traits");
    return traits == null || !Json.isObject(traits) ? JsonObject.EMPTY : Json.object(traits);
  }

  /**
   * The event's name. Only a call that carries nothing but context may do without, as two samples
   * in Segment's partner documentation do.
   */
  private static @Nullable String event(Envelope envelope) throws Envelope.Problem {
    String event = envelope.text("event");
    if (!envelope.has("event")
        && !envelope.has("properties")
        && !envelope.object("context").members().isEmpty()) {
      return null;
    }
    if (event == null || event.isBlank()) {
      throw new Envelope.Problem(Flaw.ABSENT, "Missing event");
    }
    if (event.length() > MAX_NAME_LENGTH) {
      throw new Envelope.Problem(
          Flaw.WRONG, "event is longer than " + MAX_NAME_LENGTH + " characters");
    }
    return event;
  }

  private static Properties eventProperties(Envelope envelope) throws Envelope.Problem {
    JsonObject sent = envelope.object("properties");
    return new Properties(sent, ReservedNames.EVENT.find(sent));
  }

  private static Call page(Common common, Envelope envelope) throws Envelope.Problem {
    Properties properties = pageProperties(envelope);
    return new Call.Page(
        common,
        named("name", envelope, properties),
        named("category", envelope, properties),
        properties);
  }

  private static Call screen(Common common, Envelope envelope) throws Envelope.Problem {
    Properties properties = pageProperties(envelope);
    return new Call.Screen(
        common,
        named("name", envelope, properties),
        named("category", envelope, properties),
        properties);
  }

  /** What a page call leaves out, its {@code context.page} often says. */
  private static Properties pageProperties(Envelope envelope) throws Envelope.Problem {
    JsonObject sent = envelope.object("properties");
    Map<String, String> reserved = ReservedNames.PAGE.find(sent);
    reserved.values().removeIf(Json::isNull);
    String contextPage = Casing.find(envelope.object("context").members(), "page");
    if (contextPage != null && Json.isObject(contextPage)) {
      ReservedNames.PAGE.find(Json.object(contextPage)).forEach(reserved::putIfAbsent);
    }
    return new Properties(sent, reserved);
  }

  private static @Nullable String named(String field, Envelope envelope, Properties properties)
      throws Envelope.Problem {
    String own = envelope.text(field);
    return own == null || own.isBlank() ? Json.text(properties.reserved().get(field)) : own;
  }
}
