package dev.inlet.admin;

import dev.inlet.delivery.Unauthenticated;
import dev.inlet.delivery.Unauthenticated.Sighting;
import dev.inlet.endpoint.AdminPort;
import io.micronaut.http.annotation.Get;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the deliveries that came to this instance without a key that is known. */
@AdminPort("/api/unauthenticated")
final class UnauthenticatedController {
  private final Unauthenticated unauthenticated;

  UnauthenticatedController(Unauthenticated unauthenticated) {
    this.unauthenticated = unauthenticated;
  }

  @Get
  View list() {
    return new View(unauthenticated.newestFirst().stream().map(SightingView::of).toList());
  }

  /** Deliveries that were refused alike, newest first. */
  @AdminAnswer
  record View(List<SightingView> unauthenticated) {}

  /** Deliveries of one sender that were refused alike; the prefix is null when there was no key. */
  @AdminAnswer
  record SightingView(
      String sender,
      @Nullable String keyPrefix,
      int status,
      String message,
      long count,
      Instant firstAt,
      Instant lastAt) {

    static SightingView of(Sighting sighting) {
      return new SightingView(
          sighting.sender().wireName(),
          sighting.keyPrefix(),
          sighting.status(),
          sighting.message(),
          sighting.count(),
          sighting.first(),
          sighting.last());
    }
  }
}
