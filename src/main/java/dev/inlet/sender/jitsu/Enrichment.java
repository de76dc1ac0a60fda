package dev.inlet.sender.jitsu;

import dev.inlet.codec.Json;
import dev.inlet.sender.Draft;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Fills a call's {@code context.device} and {@code context.os} from its user agent, and {@code
 * context.location} from its IP address, each only when the call has none at all.
 */
@Singleton
final class Enrichment {
  private final UserAgents userAgents;
  private final Geography geography;

  Enrichment(UserAgents userAgents, Geography geography) {
    this.userAgents = userAgents;
    this.geography = geography;
  }

  void enrich(Draft call) {
    Draft context = Draft.of(call.get("context"));
    String userAgent = Json.text(context.get("userAgent"));
    if (userAgent != null && (isMissing(context, "device") || isMissing(context, "os"))) {
      UserAgents.Traces traces = userAgents.read(userAgent);
      fill(context, "device", traces.device());
      fill(context, "os", traces.os());
    }
    String ip = Json.text(context.get("ip"));
    if (ip != null && isMissing(context, "location")) {
      fill(context, "location", geography.locate(ip));
    }
    if (!context.isEmpty()) {
      call.set("context", context.text());
    }
  }

  private static boolean isMissing(Draft context, String name) {
    return context.get(name) == null;
  }

  private static void fill(Draft context, String name, @Nullable String value) {
    context.fill(name, value);
  }
}
