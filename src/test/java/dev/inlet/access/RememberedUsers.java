package dev.inlet.access;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Users in memory. */
final class RememberedUsers implements UserStore {
  private final Map<String, Stored> users = new HashMap<>();

  @Override
  public boolean create(User user, String passwordHash) {
    return users.putIfAbsent(user.name(), new Stored(user, passwordHash)) == null;
  }

  @Override
  public Optional<Stored> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public Listing<User> list(Window window) {
    return new Listing<>(users.values().stream().map(Stored::user).toList(), null);
  }

  @Override
  public void update(User user, String passwordHash) {
    users.put(user.name(), new Stored(user, passwordHash));
  }

  @Override
  public void loggedIn(String name, Instant at) {}
}
