package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.delivery.Unauthenticated;
import dev.inlet.delivery.Unauthenticated.Sighting;
import dev.inlet.endpoint.AdminPort;
import io.micronaut.http.annotation.Get;

/** Lists the deliveries that came to this instance without a key that is known. */
@AdminPort("/api/unauthenticated")
final class UnauthenticatedController {
  private final Unauthenticated unauthenticated;

  UnauthenticatedController(Unauthenticated unauthenticated) {
    this.unauthenticated = unauthenticated;
  }

  @Get
  String list() {
    return new JsonMembers()
        .array("unauthenticated", unauthenticated.newestFirst(), UnauthenticatedController::view)
        .toString();
  }

  private static String view(Sighting sighting) {
    return new JsonMembers()
        .text("sender", sighting.sender().wireName())
        .text("keyPrefix", sighting.keyPrefix())
        .number("status", sighting.status())
        .text("message", sighting.message())
        .number("count", sighting.count())
        .instant("firstAt", sighting.first())
        .instant("lastAt", sighting.last())
        .toString();
  }
}
