package dev.inlet.endpoint.address;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of the operator's that stand in front.
 *
 * @param count how many, each adding the address that called it to {@code X-Forwarded-For}; with
 *     none, that header is a stranger's word
 */
public record TrustedProxies(int count) {
  private static final String FORWARDED = "X-Forwarded-For";

  /** The address that called the outermost of them; null when what they say is no address. */
  public @Nullable InetAddress callerOf(HttpRequest<?> request) {
    InetAddress nearest = request.getRemoteAddress().getAddress();
    if (count == 0) {
      return nearest;
    }
    var callers = new ArrayList<>(forwardedFor(request));
    callers.add(nearest.getHostAddress());
    return literal(callers.get(Math.max(0, callers.size() - 1 - count)));
  }

  private static List<String> forwardedFor(HttpRequest<?> request) {
    return request.getHeaders().getAll(FORWARDED).stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .toList();
  }

  private static @Nullable InetAddress literal(String address) {
    try {
      return InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
