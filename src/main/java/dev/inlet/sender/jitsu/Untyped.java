package dev.inlet.sender.jitsu;

import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import dev.inlet.sender.CallDraft;

/**
 * Calls without a type, as the one in Jitsu's own documentation is. What they carry shows what they
 * are; one that shows nothing stays without a type and is refused for it.
 */
final class Untyped {
  private static final String TRAITS = "traits";

  private Untyped() {}

  static void giveType(CallDraft call) {
    if (hasType(call)) {
      return;
    }
    if (call.get("previousId") != null) {
      typed(call, CallType.ALIAS);
    } else if (call.get("groupId") != null) {
      typed(call, CallType.GROUP);
    } else if (call.get("event") != null) {
      typed(call, CallType.TRACK);
    } else {
      // The example in the documentation says who someone is by its context alone.
      call.fill(TRAITS, CallDraft.of(call.get("context")).get(TRAITS));
      if (call.get(TRAITS) != null) {
        typed(call, CallType.IDENTIFY);
      }
    }
  }

  private static boolean hasType(CallDraft call) {
    String type = call.get("type");
    String text = Json.text(type);
    return type != null && (text == null || !text.isBlank());
  }

  private static void typed(CallDraft call, CallType type) {
    call.set("type", Json.quote(type.wireName()));
  }
}
