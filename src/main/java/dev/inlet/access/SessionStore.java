package dev.inlet.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where sessions are kept, for every instance and over restarts. Every call may block. */
public interface SessionStore {

  /**
   * An open session.
   *
   * @param user null for whoever came in by the admin password
   */
  record Open(@Nullable String user) {}

  /**
   * Keeps a new session until it expires, and forgets those that have.
   *
   * @param user null for whoever came in by the admin password
   */
  void begin(String digest, @Nullable String user, Instant now, Instant expiresAt);

  /** The session of one of these digests that has not expired and was not ended. */
  Optional<Open> find(Collection<String> digests, Instant now);

  /** Ends a session, if there is such a one. */
  void end(String digest);

  /** Ends all sessions of a user. */
  void endAll(String user);
}
