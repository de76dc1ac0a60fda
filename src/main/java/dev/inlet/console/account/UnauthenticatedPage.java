package dev.inlet.console.account;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.delivery.Unauthenticated.Sighting;
import java.util.List;

/**
 * Lists what came without a known key, and so belongs to no account.
 *
 * @param sightings what came last first
 */
public record UnauthenticatedPage(List<Sighting> sightings) implements Page {
  public static final String PATH = "/console/unauthenticated";

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
