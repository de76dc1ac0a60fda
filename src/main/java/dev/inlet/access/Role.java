package dev.inlet.access;

import java.util.Arrays;
import java.util.Optional;

/** What somebody may do; each may do what those before it may. */
public enum Role {
  /** Sees everything but secrets and files of all people, and changes nothing. */
  LOOK("look"),
  /** Replays, tests, exports, erases people, and turns maintenance on and off. */
  SUPPORT("support"),
  /** Everything. */
  ADMIN("admin");

  private final String wireName;

  Role(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in the admin API and the database. */
  public String wireName() {
    return wireName;
  }

  /** The role of that name, if there is one. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName.equals(name)).findFirst();
  }

  /** Whether it may do what needs the other one. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
