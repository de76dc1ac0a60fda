package dev.inlet.console;

import dev.inlet.receive.Unauthenticated.Sighting;
import java.util.List;

/**
 * Lists what came without a known key, and so belongs to no account.
 *
 * @param sightings what came last first
 */
public record UnauthenticatedPage(List<Sighting> sightings) implements Page {
  static final String PATH = "/console/unauthenticated";

  @Override
  public String template() {
    return "unauthenticated";
  }

  @Override
  public String title() {
    return "Calls without a known key";
  }

  @Override
  public Section section() {
    return Section.DELIVERIES;
  }
}
