package dev.inlet.access;

import dev.inlet.audit.Actor;

/** Somebody who was let in, and what they may do. */
public record Principal(Actor actor, Role role) {
  /** Who comes in by the admin password. */
  public static final String ADMIN = "admin";

  /** Who came in by a name and a password. */
  public static Principal user(String name, Role role, String address) {
    return new Principal(new Actor(Actor.Kind.USER, name, address), role);
  }

  /** Whoever is on this machine, in the dev environment. */
  public static Principal local(String address) {
    return new Principal(new Actor(Actor.Kind.LOCAL, "local", address), Role.ADMIN);
  }

  /** Whether this is a user with a name and a password of their own. */
  public boolean isNamedUser() {
    return actor.kind() == Actor.Kind.USER && !actor.name().equals(ADMIN);
  }
}
