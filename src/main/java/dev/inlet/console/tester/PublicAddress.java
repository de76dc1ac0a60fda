package dev.inlet.console.tester;

import dev.inlet.tls.ServerTls;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where this very server takes calls, seen from itself. The tester reaches nothing else. */
@Singleton
final class PublicAddress {
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  /** What a path or query is made of (RFC 3986); a second slash would begin a host's name. */
  private static final Pattern PATH = Pattern.compile("/([^/?#\\\\\\s][^?#\\\\\\s]*)?");

  private static final Pattern QUERY = Pattern.compile("[^#\\\\\\s]*");

  private final String root;

  PublicAddress(
      @Property(name = "micronaut.server.host", defaultValue = "0.0.0.0") String host,
      @Property(name = "micronaut.server.port") int port,
      ServerTls tls) {
    String reachable = EVERY_ADDRESS.contains(host) ? "127.0.0.1" : host;
    this.root =
        "%s://%s:%d"
            .formatted(
                tls.intake() == null ? "http" : "https",
                reachable.contains(":") ? "[" + reachable + "]" : reachable,
                port);
  }

  URI destination() {
    return URI.create(root + "/destination");
  }

  /** A path on the public port; empty when the text leads anywhere else, or nowhere. */
  Optional<URI> at(String path, String query) {
    if (!PATH.matcher(path).matches() || !QUERY.matcher(query).matches()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(root + path + (query.isEmpty() ? "" : "?" + query));
      return Optional.of(uri)
          .filter(made -> root.equals(made.getScheme() + "://" + made.getRawAuthority()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
