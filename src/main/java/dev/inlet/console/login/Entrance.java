package dev.inlet.console.login;

/** How somebody came in. */
public enum Entrance {
  /** By a session. */
  LOGGED_IN,
  /** By the door that is open in the dev environment. */
  OPEN_DOOR,
  /** Not at all. */
  OUTSIDE
}
