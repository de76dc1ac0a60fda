package dev.inlet.sender;

import dev.inlet.codec.Json;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call's {@code context.ip} is filled with the address of the caller, and how that
 * address is found behind proxies.
 *
 * @param isWanted whether it is filled at all
 * @param trustedProxies how many proxies of the operator's stand in front, each adding the address
 *     that called it to {@code X-Forwarded-For}; with none, that header is a stranger's word
 */
public record CallerAddress(boolean isWanted, int trustedProxies) {
  private static final String FORWARDED = "X-Forwarded-For";

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
    var callers = new ArrayList<>(forwardedFor(request));
    callers.add(request.getRemoteAddress().getAddress().getHostAddress());
    return literal(callers.get(Math.max(0, callers.size() - 1 - trustedProxies)));
  }

  private static List<String> forwardedFor(HttpRequest<?> request) {
    return request.getHeaders().getAll(FORWARDED).stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .toList();
  }

  private static @Nullable String literal(String address) {
    try {
      return InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getHostAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
