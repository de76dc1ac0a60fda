package dev.inlet.console.login;

import dev.inlet.access.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is.
 *
 * @param isNew whether the browser has to be given the id yet
 * @param principal who was let in; null when nobody was
 */
public record Visit(
    SessionId session, boolean isNew, Entrance entrance, @Nullable Principal principal) {
  public static final String ATTRIBUTE = "visit";

  /** Whether pages are shown to this visitor. */
  public boolean isLetIn() {
    return principal != null;
  }
}
