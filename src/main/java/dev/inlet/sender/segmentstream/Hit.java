package dev.inlet.sender.segmentstream;

import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Message;
import dev.inlet.sender.CallDraft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hit of SegmentStream's: what someone did, and who that is. It becomes a track call, and an
 * identify call before it when it tells more of its user than an id.
 *
 * @param sent the whole hit
 * @param ids the ids of its calls; null when it has none of its own
 * @param event its event, without name and user
 * @param name the event's name, as JSON text
 * @param user its user, without ids
 * @param userId as JSON text
 * @param anonymousId as JSON text
 */
record Hit(
    CallDraft sent,
    @Nullable HitIds ids,
    CallDraft event,
    String name,
    CallDraft user,
    @Nullable String userId,
    @Nullable String anonymousId) {

  static Parsed<Hit> read(JsonObject body) {
    CallDraft sent = CallDraft.of(body);
    String event = sent.get("event");
    if (event == null || !Json.isObject(event)) {
      return Parsed.bad(Flaw.WRONG, "event must be an object with a name and a user");
    }
    return HitIds.read(sent.get("hitId"))
        .then(ids -> hit(sent, ids.orElse(null), CallDraft.of(event)));
  }

  private static Parsed<Hit> hit(CallDraft sent, @Nullable HitIds ids, CallDraft event) {
    String name = event.get("name");
    if (name == null) {
      return Parsed.bad(Flaw.ABSENT, "Missing event.name");
    }
    CallDraft user = CallDraft.of(event.get("user"));
    String userId = user.get("userId");
    String anonymousId = user.get("anonymousId");
    user.remove("userId").remove("anonymousId");
    return Parsed.ok(
        new Hit(sent, ids, event.remove("name").remove("user"), name, user, userId, anonymousId));
  }

  /** The calls that the hit is, or what is wrong with its id. */
  Parsed<List<Message>> messages() {
    var messages = new ArrayList<Message>();
    boolean identifies = !user.isEmpty() || userId != null && anonymousId != null;
    String tooLong = ids == null ? null : ids.problem(identifies);
    if (tooLong != null) {
      return Parsed.bad(Flaw.WRONG, tooLong);
    }
    if (identifies) {
      messages.add(
          message(
              call(CallType.IDENTIFY, ids == null ? null : ids.ofIdentify())
                  .set("traits", user.text())));
    }
    messages.add(
        message(
            call(CallType.TRACK, ids == null ? null : ids.ofTrack())
                .set("event", name)
                .set("properties", event.text())));
    return Parsed.ok(messages);
  }

  private CallDraft call(CallType type, @Nullable String messageId) {
    return CallDraft.empty()
        .set("type", Json.quote(type.wireName()))
        .fill("messageId", messageId == null ? null : Json.quote(messageId))
        .fill("userId", userId)
        .fill("anonymousId", anonymousId)
        .fill("timestamp", sent.get("sentAt"))
        .fill("context", sent.get("context"))
        .fill("integrations", sent.get("integrations"));
  }

  private static Message message(CallDraft call) {
    return Message.assembled(call.done(), Message.ALONE, call.text());
  }
}
