package dev.inlet.sender.jitsu;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.inlet.codec.Json;
import io.micronaut.context.annotation.Parallel;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.OS;
import ua_parser.Parser;

/**
 * What user agents tell of devices and operating systems, by the patterns of the ua-parser project.
 */
@Singleton
@Parallel // compiles hundreds of patterns, which neither the start nor the first call should wait
// for
final class UserAgents {
  private static final String UNKNOWN = "Other";

  /** Real ones are shorter; some patterns take long on longer ones. */
  private static final int LONGEST = 500;

  private static final int REMEMBERED = 2_000;

  private final Parser parser = new Parser();
  private final LoadingCache<String, Traces> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build(this::parse);

  /**
   * What a user agent tells, as JSON objects.
   *
   * @param device Segment's {@code context.device}; null when it is not known
   * @param os Segment's {@code context.os}; null when it is not known
   */
  record Traces(@Nullable String device, @Nullable String os) {}

  Traces read(String userAgent) {
    return Objects.requireNonNull(
        known.get(userAgent.substring(0, Math.min(LONGEST, userAgent.length()))));
  }

  private Traces parse(String userAgent) {
    Client client = parser.parse(userAgent);
    return new Traces(device(client.device.family), os(client.os));
  }

  private static @Nullable String device(String family) {
    return family.equals(UNKNOWN) ? null : Json.write(Map.of("model", Json.quote(family)));
  }

  private static @Nullable String os(OS os) {
    if (os.family.equals(UNKNOWN)) {
      return null;
    }
    var members = new LinkedHashMap<String, String>();
    members.put("name", Json.quote(os.family));
    String version =
        Stream.of(os.major, os.minor, os.patch)
            .takeWhile(Objects::nonNull)
            .collect(Collectors.joining("."));
    if (!version.isEmpty()) {
      members.put("version", Json.quote(version));
    }
    return Json.write(members);
  }
}
