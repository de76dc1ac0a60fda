package dev.inlet.console.login;

/**
 * Whose request it is.
 *
 * @param isNew whether the browser has to be given the id yet
 */
public record Visit(SessionId session, boolean isNew, Entrance entrance) {
  public static final String ATTRIBUTE = "visit";

  /** Whether pages are shown to this visitor. */
  public boolean isLetIn() {
    return entrance != Entrance.OUTSIDE;
  }
}
