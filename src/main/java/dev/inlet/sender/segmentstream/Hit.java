package dev.inlet.sender.segmentstream;

import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.Timestamps;
import dev.inlet.receive.Message;
import dev.inlet.sender.Draft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hit of SegmentStream's: what someone did, and who that is. It becomes a track call, and an
 * identify call before it when it tells more of its user than an id.
 *
 * @param sent the whole hit
 * @param event its event, without name and user
 * @param name the event's name, as JSON text
 * @param user its user, without ids
 * @param userId as JSON text
 * @param anonymousId as JSON text
 */
record Hit(
    Draft sent,
    Draft event,
    String name,
    Draft user,
    @Nullable String userId,
    @Nullable String anonymousId) {

  /** Tells the identify call of a hit from its track call, since they share a hitId. */
  private static final String OF_USER = "-identify";

  static Parsed<Hit> read(JsonObject body) {
    Draft sent = Draft.of(body);
    String event = sent.get("event");
    if (event == null || !Json.isObject(event)) {
      return Parsed.bad("event must be an object with a name and a user");
    }
    String sentAt = sent.get("sentAt");
    if (sentAt != null && !isTimestamp(sentAt)) {
      return Parsed.bad("sentAt must be an ISO-8601 timestamp, like 2019-02-21T10:56:10.723Z");
    }
    return hit(sent, Draft.of(event));
  }

  private static Parsed<Hit> hit(Draft sent, Draft event) {
    String name = event.get("name");
    if (name == null) {
      return Parsed.bad("Missing event.name");
    }
    Draft user = Draft.of(event.get("user"));
    return Parsed.ok(
        new Hit(
            sent,
            event.remove("name").remove("user"),
            name,
            user,
            user.get("userId"),
            user.get("anonymousId")));
  }

  private static boolean isTimestamp(String value) {
    String text = Json.text(value);
    return text != null && Timestamps.parse(text) != null;
  }

  /** The calls that the hit is. */
  List<Message> messages() {
    Draft traits = Draft.of(user.done()).remove("userId").remove("anonymousId");
    var messages = new ArrayList<Message>();
    if (!traits.isEmpty() || userId != null && anonymousId != null) {
      messages.add(message(call(CallType.IDENTIFY, OF_USER).set("traits", traits.text())));
    }
    messages.add(
        message(call(CallType.TRACK, "").set("event", name).set("properties", event.text())));
    return messages;
  }

  private Draft call(CallType type, String idSuffix) {
    return Draft.empty()
        .set("type", Json.quote(type.wireName()))
        .fill("messageId", messageId(idSuffix))
        .fill("userId", userId)
        .fill("anonymousId", anonymousId)
        .fill("timestamp", sent.get("sentAt"))
        .fill("context", sent.get("context"))
        .fill("integrations", sent.get("integrations"));
  }

  private @Nullable String messageId(String suffix) {
    String id = sent.get("hitId");
    String text = Json.text(id);
    return text == null || text.isBlank() ? id : Json.quote(text + suffix);
  }

  private static Message message(Draft call) {
    return Message.assembled(call.done(), "", call.text());
  }
}
