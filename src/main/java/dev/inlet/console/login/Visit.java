package dev.inlet.console.login;

import dev.inlet.audit.Actor;

/**
 * Whose request it is.
 *
 * @param isNew whether the browser has to be given the id yet
 */
public record Visit(SessionId session, boolean isNew, Entrance entrance) {
  public static final String ATTRIBUTE = "visit";

  /** Who this is, when they are let in. */
  Actor actor(String address) {
    return entrance == Entrance.OPEN_DOOR
        ? new Actor(Actor.Kind.LOCAL, "local", address)
        : new Actor(Actor.Kind.USER, "admin", address);
  }

  /** Whether pages are shown to this visitor. */
  public boolean isLetIn() {
    return entrance != Entrance.OUTSIDE;
  }
}
