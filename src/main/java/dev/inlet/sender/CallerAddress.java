package dev.inlet.sender;

import dev.inlet.codec.Json;
import dev.inlet.endpoint.address.TrustedProxies;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call's {@code context.ip} is filled with the address of the caller.
 *
 * @param isWanted whether it is filled at all
 * @param proxies behind which the address is found
 */
public record CallerAddress(boolean isWanted, TrustedProxies proxies) {
  /** How many characters longer a call becomes with an address, at most. */
  private static final int MOST = 128;

  /** What is added to the calls of a request: its caller's address. */
  public Addition additionFrom(HttpRequest<?> request) {
    return new Addition() {
      @Override
      public void addTo(CallDraft call) {
        fill(call, request);
      }

      @Override
      public long most(long bytes) {
        return isWanted ? bytes + MOST : bytes;
      }
    };
  }

  /** Fills the address where there is none, or where the call asks for it. */
  public void fill(CallDraft call, HttpRequest<?> request) {
    String address = isWanted ? of(request) : null;
    CallDraft context = CallDraft.of(call.get("context"));
    if (address != null && (context.get("ip") == null || "true".equals(context.get("direct")))) {
      call.set("context", context.set("ip", Json.quote(address)).text());
    }
  }

  private @Nullable String of(HttpRequest<?> request) {
    InetAddress caller = proxies.callerOf(request);
    return caller == null ? null : caller.getHostAddress().replaceFirst("%.*", "");
  }
}
