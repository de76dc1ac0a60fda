package dev.inlet.sender;

import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.receive.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls out of what an SDK sent, each whole and by itself: with what stood around it in its
 * batch, with what its protocol adds, and without the API key that some SDKs put into it.
 *
 * @param largestCall in bytes of UTF-8, as it stands in its batch
 * @param mostCalls how many a batch may bring
 * @param addition what the protocol adds to each call
 */
public record SentCalls(int largestCall, int mostCalls, Consumer<Draft> addition) {
  private static final int KILOBYTE = 1024;
  private static final int MAX_BYTES_PER_CHARACTER = 3;

  /** The only call of a request; its type when the request's path says it, or null. */
  public Parsed<List<Message>> single(JsonObject body, @Nullable CallType type) {
    Draft call = Draft.of(body);
    if (type != null) {
      call.set("type", Json.quote(type.wireName()));
    }
    return message(call, body.text(), "").then(message -> Parsed.ok(List.of(message)));
  }

  /** Whether a body is a batch. */
  public static boolean isBatch(JsonObject body) {
    return Casing.find(body.members(), "batch") != null;
  }

  /** All calls of a batch, or what is wrong with the first that is wrong. */
  public Parsed<List<Message>> batch(JsonObject body) {
    String batch = Casing.find(body.members(), "batch");
    if (batch == null || !Json.isArray(batch)) {
      return Parsed.bad("batch must be an array of calls");
    }
    List<String> calls = Json.elements(batch);
    if (calls.size() > mostCalls) {
      return Parsed.bad("batch holds %d calls, more than %d".formatted(calls.size(), mostCalls));
    }
    Surroundings surroundings = Surroundings.of(body);
    var messages = new ArrayList<Message>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      switch (element(calls.get(i), "batch[" + i + "]: ", surroundings)) {
        case Parsed.Bad<Message> bad -> {
          return Parsed.bad(bad.problem());
        }
        case Parsed.Ok<Message> ok -> messages.add(ok.value());
      }
    }
    return Parsed.ok(messages);
  }

  private Parsed<Message> element(String sent, String place, Surroundings surroundings) {
    if (!Json.isObject(sent)) {
      return Parsed.bad(place + "a call must be an object");
    }
    Draft call = Draft.of(sent);
    surroundings.fill(call);
    return message(call, sent, place);
  }

  private Parsed<Message> message(Draft call, String sent, String place) {
    if (isTooLarge(sent)) {
      return Parsed.bad(place + "the call is larger than " + largestCall / KILOBYTE + " KB");
    }
    call.remove("writeKey").remove("apiKey");
    // Two calls of one batch may be alike and are still two; in the same batch sent again they
    // stand in the same places.
    String fingerprint = place + call.text();
    addition.accept(call);
    String type = Json.text(call.get("type"));
    if (type != null && CallType.named(type).isEmpty()) {
      return Parsed.bad(place + "type must be identify, track, page, screen, group or alias");
    }
    return Parsed.ok(Message.assembled(call.done(), place, fingerprint));
  }

  private boolean isTooLarge(String sent) {
    return (long) sent.length() * MAX_BYTES_PER_CHARACTER > largestCall
        && sent.getBytes(StandardCharsets.UTF_8).length > largestCall;
  }
}
