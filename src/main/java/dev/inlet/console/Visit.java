package dev.inlet.console;

/**
 * Whose request it is.
 *
 * @param isNew whether the browser has to be given the id yet
 */
record Visit(VisitorId visitor, boolean isNew, Entrance entrance) {
  static final String ATTRIBUTE = "visit";

  boolean isLetIn() {
    return entrance != Entrance.OUTSIDE;
  }
}
