package dev.inlet.conformance;

import dev.inlet.call.CallType;
import dev.inlet.tester.ScenarioRun.Door;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What is tried, and what is known of it.
 *
 * @param key an API key that may send every type
 * @param supported the types that it is said to take; empty when nothing is said
 * @param look where a person can be seen, with {@code {userId}} in the place of the id; null when
 *     effects cannot be looked at
 * @param lookHeaders what is sent along there, such as an authorization
 * @param door what closes the destination for a moment; null when nobody can
 * @param trust whose certificates to trust; null for those that Java trusts
 */
public record Trial(
    URI uri,
    String key,
    Set<CallType> supported,
    @Nullable String look,
    Map<String, String> lookHeaders,
    @Nullable Door door,
    @Nullable SSLContext trust) {
  /** Copies the sets. */
  public Trial {
    supported = Set.copyOf(supported);
    lookHeaders = Map.copyOf(lookHeaders);
  }

  /** Never the key: records are printed into logs by accident. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
