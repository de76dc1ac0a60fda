package dev.inlet.sender.segmentstream;

import dev.inlet.codec.CallReader;
import dev.inlet.codec.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messageIds of a hit's calls, made of its hitId so that no two hits share one: an identify
 * call's always ends in {@code -identify}, and a track call's never does.
 *
 * <p>A track call has the hitId itself. Only where that ends as a made one does, it gets an ending
 * of its own.
 */
record HitIds(String hitId) {
  private static final String OF_IDENTIFY = "-identify";
  private static final String OF_TRACK = "-track";

  /** The ids of a hit by its hitId; none when it has none that is one. */
  static Parsed<Optional<HitIds>> read(@Nullable String hitId) {
    return CallReader.id("hitId", hitId).then(id -> Parsed.ok(id.map(HitIds::new)));
  }

  String ofIdentify() {
    return hitId + OF_IDENTIFY;
  }

  String ofTrack() {
    return hitId.endsWith(OF_IDENTIFY) || hitId.endsWith(OF_TRACK) ? hitId + OF_TRACK : hitId;
  }

  /** Why these are no ids; null when they are. */
  @Nullable String problem(boolean identifies) {
    String longest = identifies ? ofIdentify() : ofTrack();
    int most = CallReader.MAX_ID_BYTES - (longest.length() - hitId.length());
    return hitId.getBytes(StandardCharsets.UTF_8).length > most
        ? "hitId is longer than " + most + " bytes"
        : null;
  }
}
