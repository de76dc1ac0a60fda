package dev.inlet.sender;

import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.Utf8;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Message;
import dev.inlet.delivery.Outcome.Rejected;
import dev.inlet.journal.JournalLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls out of what an SDK sent, each whole and by itself: with what stood around it in its
 * batch, with what its protocol adds, and without the API key that some SDKs put into it.
 *
 * @param largestCall in bytes of UTF-8, as it stands in its batch
 * @param mostCalls how many a batch may bring
 * @param largestRequest how large all calls of a batch may be together, each with what stands
 *     around them and what the protocol adds, in bytes of UTF-8
 * @param addition what the protocol adds to each call
 */
public record SentCalls(int largestCall, int mostCalls, long largestRequest, Addition addition) {
  private static final int KILOBYTE = 1024;

  /** Some twenty times what SDKs make of their largest batches. */
  private static final long LARGEST_REQUEST = 4096 * KILOBYTE;

  /** How large the calls of one request may be together, at most what the journal lets wait. */
  public static long largestRequest(JournalLimits limits) {
    return Math.min(LARGEST_REQUEST, limits.waitingBytes());
  }

  /** The only call of a request; its type when the request's path says it, or null. */
  public Parsed<List<Message>> single(JsonObject body, @Nullable CallType type) {
    CallDraft call = CallDraft.of(body);
    if (type != null) {
      call.set("type", Json.quote(type.wireName()));
    }
    return Parsed.ok(List.of(message(call, body.text(), Message.ALONE)));
  }

  /** Whether a body is a batch. */
  public static boolean isBatch(JsonObject body) {
    return Casing.find(body.members(), "batch") != null;
  }

  /** All calls of a batch, each by itself fit or not; or what is wrong with the batch. */
  public Parsed<List<Message>> batch(JsonObject body) {
    String batch = Casing.find(body.members(), "batch");
    if (batch == null || !Json.isArray(batch)) {
      return Parsed.bad(Flaw.WRONG, "batch must be an array of calls");
    }
    List<String> calls = Json.elements(batch);
    if (calls.size() > mostCalls) {
      return Parsed.bad(
          Flaw.TOO_LARGE, "batch holds %d calls, more than %d".formatted(calls.size(), mostCalls));
    }
    BatchDefaults defaults = BatchDefaults.of(body);
    long assembled = assembled(calls, defaults);
    if (assembled > largestRequest) {
      return Parsed.bad(
          Flaw.TOO_LARGE,
          ("With the batch's context its %d calls take %d KB, more than %d KB: send fewer calls at"
                  + " once, or put less into the context")
              .formatted(calls.size(), assembled / KILOBYTE, largestRequest / KILOBYTE));
    }
    var messages = new ArrayList<Message>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      messages.add(element(calls.get(i), i, defaults));
    }
    return Parsed.ok(messages);
  }

  /** How large all calls can become; nothing of it is made for that. */
  private long assembled(List<String> calls, BatchDefaults defaults) {
    long around = defaults.bytes();
    return calls.stream().mapToLong(call -> addition.most(Utf8.length(call) + around)).sum();
  }

  private Message element(String sent, int index, BatchDefaults defaults) {
    CallDraft call = CallDraft.of(sent);
    if (!Json.isObject(sent)) {
      return Message.unfit(
          call.done(), index, new Rejected(Cause.FIELD_WRONG, "a call must be an object"));
    }
    defaults.fill(call);
    return message(call, sent, index);
  }

  private Message message(CallDraft call, String sent, int index) {
    if (Utf8.length(sent) > largestCall) {
      return Message.unfit(
          call.done(),
          index,
          new Rejected(
              Cause.TOO_LARGE, "the call is larger than " + largestCall / KILOBYTE + " KB"));
    }
    call.remove("writeKey").remove("apiKey");
    // Two calls of one batch may be alike and are still two; in the same batch sent again they
    // stand in the same places.
    String fingerprint = Message.place(index) + call.text();
    addition.addTo(call);
    String type = Json.text(call.get("type"));
    if (type != null
        && !type.isBlank()
        && CallType.named(type).filter(CallType::isOfSpec).isEmpty()) {
      return Message.unfit(
          call.done(),
          index,
          new Rejected(
              Cause.FIELD_WRONG, "type must be identify, track, page, screen, group or alias"));
    }
    return Message.assembled(call.done(), index, fingerprint);
  }
}
