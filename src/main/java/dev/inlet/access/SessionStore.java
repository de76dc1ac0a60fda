package dev.inlet.access;

import java.time.Instant;

/** Where sessions are kept, for every instance and over restarts. Every call may block. */
public interface SessionStore {

  /** Keeps a new session until it expires, and forgets those that have. */
  void begin(String digest, Instant now, Instant expiresAt);

  /** Whether a session was begun, has not expired and was not ended. */
  boolean isOpen(String digest, Instant now);

  /** Ends a session, if there is such a one. */
  void end(String digest);
}
