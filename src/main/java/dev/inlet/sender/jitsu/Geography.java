package dev.inlet.sender.jitsu;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.inlet.codec.Json;
import dev.inlet.fault.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where IP addresses are, by a MaxMind database of cities or countries that the operator has; none
 * comes with Inlet. The file is read as it was at the start.
 */
public final class Geography implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Geography.class);

  private final @Nullable Reader database;

  private Geography(@Nullable Reader database) {
    this.database = database;
  }

  /** Knows no place. */
  public static Geography unknown() {
    return new Geography(null);
  }

  /**
   * Knows what a file knows.
   *
   * @throws IOException when it cannot be read, or is no MaxMind database
   */
  public static Geography in(Path file) throws IOException {
    return new Geography(new Reader(file.toFile(), new CHMCache()));
  }

  /** Segment's {@code context.location} as a JSON object; null when the place is not known. */
  @Nullable String locate(String ip) {
    InetAddress address = literal(ip);
    if (database == null || address == null) {
      return null;
    }
    try {
      Map<?, ?> place = database.get(address, Map.class);
      return place == null ? null : location(place);
    } catch (IOException | RuntimeException e) {
      // A damaged file is no reason to refuse calls.
      LOG.warn("The geography database cannot be read: {}", new Fault(e));
      return null;
    }
  }

  /** What senders call an address may be none. */
  private static @Nullable InetAddress literal(String ip) {
    try {
      return InetAddress.ofLiteral(ip);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String location(Map<?, ?> place) {
    var members = new LinkedHashMap<String, String>();
    text(members, "city", at(place, "city", "names", "en"));
    text(members, "country", at(place, "country", "iso_code"));
    number(members, "latitude", at(place, "location", "latitude"));
    number(members, "longitude", at(place, "location", "longitude"));
    text(members, "region", region(place));
    return members.isEmpty() ? null : Json.write(members);
  }

  private static @Nullable Object region(Map<?, ?> place) {
    return place.get("subdivisions") instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof Map<?, ?> largest
        ? largest.get("iso_code")
        : null;
  }

  private static @Nullable Object at(Map<?, ?> place, String... path) {
    Object value = place;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  private static void text(Map<String, String> members, String name, @Nullable Object value) {
    if (value instanceof String text) {
      members.put(name, Json.quote(text));
    }
  }

  private static void number(Map<String, String> members, String name, @Nullable Object value) {
    if (value instanceof Number number) {
      members.put(name, number.toString());
    }
  }

  @Override
  public void close() throws IOException {
    if (database != null) {
      database.close();
    }
  }
}
