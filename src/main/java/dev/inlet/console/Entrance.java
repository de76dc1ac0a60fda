package dev.inlet.console;

/** How somebody came in. */
enum Entrance {
  /** By a session. */
  LOGGED_IN,
  /** By the door that is open in the dev environment. */
  OPEN_DOOR,
  /** Not at all. */
  OUTSIDE
}
