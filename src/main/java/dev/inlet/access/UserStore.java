package dev.inlet.access;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.Optional;

/** Where users are kept, for all instances. Every call may block. */
public interface UserStore {

  /** A user, and a hash of the password. */
  record Stored(User user, String passwordHash) {}

  /** Keeps a new one; false when there is one of that name. */
  boolean create(User user, String passwordHash);

  /** The one of that name. */
  Optional<Stored> find(String name);

  /** All of them, the newest first. */
  Listing<User> list(Window window);

  /** Changes role, password, and whether they are kept out. */
  void update(User user, String passwordHash);

  /** Notes that one came into the console. */
  void loggedIn(String name, Instant at);
}
