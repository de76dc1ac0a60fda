package dev.inlet.endpoint;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from this machine, by a loopback name, and not at the wish of a page of
 * another origin. The name matters because a page elsewhere can point a name of its own at this
 * machine and have a browser here ask for it.
 */
public final class LocalRequests {
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What a browser says of a request by one of our own pages, or by its user. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /** What is to be done without one. */
  public static final String NO_LOG_IN =
      "Authorization header is missing: send Bearer with an API token or the admin password";

  private LocalRequests() {}

  /** Why a request may not do without a log-in; null when it may. */
  public static @Nullable String problem(HttpRequest<?> request) {
    InetSocketAddress caller = request.getRemoteAddress();
    if (caller.getAddress() == null || !caller.getAddress().isLoopbackAddress()) {
      return NO_LOG_IN;
    }
    String host = request.getHeaders().get(HttpHeaders.HOST);
    if (host == null || !LOOPBACK_NAMES.contains(name(host))) {
      return "Host is not loopback: without a log-in, use localhost or 127.0.0.1";
    }
    return isForeign(request, host) ? "Cross-origin requests are refused" : null;
  }

  private static String name(String host) {
    return host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
  }

  /** Whether a page of another origin asks; one that merely links here may do so. */
  private static boolean isForeign(HttpRequest<?> request, String host) {
    HttpHeaders headers = request.getHeaders();
    String site = headers.get("Sec-Fetch-Site");
    if (site != null) {
      boolean isLink =
          request.getMethod() == HttpMethod.GET && "navigate".equals(headers.get("Sec-Fetch-Mode"));
      return !OWN_SITES.contains(site) && !isLink;
    }
    String origin = headers.get(HttpHeaders.ORIGIN);
    try {
      return origin != null && !host.equals(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
