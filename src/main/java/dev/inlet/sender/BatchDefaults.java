package dev.inlet.sender;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Json;
import dev.inlet.codec.Utf8;
import org.jspecify.annotations.Nullable;

/** What stands around the calls of a batch and belongs to each of them: what it lacks, it takes. */
record BatchDefaults(
    @Nullable String context, @Nullable String integrations, @Nullable String sentAt) {
  /** A comma, a colon and the quotes of a name. */
  private static final int PUNCTUATION = 4;

  static BatchDefaults of(JsonObject batch) {
    return new BatchDefaults(
        Casing.find(batch.members(), "context"),
        Casing.find(batch.members(), "integrations"),
        Casing.find(batch.members(), "sentAt"));
  }

  /** How much longer a call can become with it, in bytes of UTF-8. */
  long bytes() {
    return bytes("context", context)
        + bytes("integrations", integrations)
        + bytes("sentAt", sentAt);
  }

  private static long bytes(String name, @Nullable String value) {
    return value == null ? 0 : PUNCTUATION + name.length() + Utf8.length(value);
  }

  void fill(CallDraft call) {
    merge(call, "context", context);
    merge(call, "integrations", integrations);
    call.fill("sentAt", sentAt);
  }

  private static void merge(CallDraft call, String name, @Nullable String around) {
    String own = call.get(name);
    if (own != null && Json.isObject(own) && around != null && Json.isObject(around)) {
      call.set(name, CallDraft.of(own).fillFrom(Json.object(around)).text());
    } else {
      call.fill(name, around);
    }
  }
}
