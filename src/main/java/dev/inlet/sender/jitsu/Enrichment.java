package dev.inlet.sender.jitsu;

import dev.inlet.codec.Json;
import dev.inlet.codec.Utf8;
import dev.inlet.sender.CallDraft;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills a call's {@code context.device} and {@code context.os} from its user agent, and {@code
 * context.location} from its IP address, each only when the call has none at all.
 */
@Singleton
final class Enrichment {
  /** How much is added to a call at most, in bytes of UTF-8. */
  static final int MOST = 1024;

  /** What is longer is nothing that a device, a system or a place is called. */
  private static final int LONGEST_VALUE = 256;

  private final Geography geography;

  Enrichment(Geography geography) {
    this.geography = geography;
  }

  /**
   * @param traces what the beginning of a user agent tells
   */
  void enrich(CallDraft call, Function<String, UserAgents.Traces> traces) {
    CallDraft context = CallDraft.of(call.get("context"));
    String userAgent = Json.text(context.get("userAgent"));
    if (userAgent != null && (isMissing(context, "device") || isMissing(context, "os"))) {
      UserAgents.Traces found = traces.apply(UserAgents.beginning(userAgent));
      fill(context, "device", found.device());
      fill(context, "os", found.os());
    }
    String ip = Json.text(context.get("ip"));
    if (ip != null && isMissing(context, "location")) {
      fill(context, "location", geography.locate(ip));
    }
    if (!context.isEmpty()) {
      call.set("context", context.text());
    }
  }

  private static boolean isMissing(CallDraft context, String name) {
    return context.get(name) == null;
  }

  private static void fill(CallDraft context, String name, @Nullable String value) {
    context.fill(name, value == null || Utf8.length(value) > LONGEST_VALUE ? null : value);
  }
}
