package dev.inlet.operate;

import dev.inlet.access.PasswordCheck;
import dev.inlet.access.PasswordCheck.Result.Right;
import dev.inlet.access.PasswordCheck.Result.Wait;
import dev.inlet.access.PasswordCheck.Result.Wrong;
import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.access.SessionStore;
import dev.inlet.access.User;
import dev.inlet.access.UserPasswords;
import dev.inlet.access.UserStore;
import dev.inlet.access.UserStore.Stored;
import dev.inlet.access.WeakPassword;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The users there are; an {@link OperationRefused} says what cannot be done with them. Whoever is
 * disabled or has another password is logged out everywhere in the transaction of that.
 */
@Singleton
public final class Users {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
  private static final int LONGEST_PASSWORD = 200;

  /** Before who a provider says somebody is, in the place of a hash: no password is right. */
  private static final String VOUCHED_FOR = "oidc ";

  private final UserStore store;
  private final UserPasswords passwords;
  private final PasswordCheck check;
  private final SessionStore sessions;
  private final AuditLog audit;
  private final InstantSource clock;

  Users(
      UserStore store,
      UserPasswords passwords,
      PasswordCheck check,
      SessionStore sessions,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.check = check;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /** All of them, the newest first. */
  public Listing<User> list(Window window) {
    return store.list(window);
  }

  /** Makes one, who may come in at once. */
  public User create(@Nullable String name, @Nullable String password, @Nullable String role) {
    return add(name == null ? "" : name, Tokens.role(role), passwords.hash(checked(password)));
  }

  private User add(String name, Role role, String hash) {
    if (!NAME.matcher(name).matches()) {
      throw OperationRefused.wrong(
          "name must be 1 to 64 lower-case letters, digits, dots, hyphens, underscores or @");
    }
    var user = new User(name, role, now(), null, null);
    boolean isNew =
        !name.equals(Principal.ADMIN)
            && audit.noting(
                () -> store.create(user, hash),
                done ->
                    done
                        ? Deed.of(Action.USER_CREATED, name).with("role", user.role().wireName())
                        : null);
    if (!isNew) {
      throw OperationRefused.taken("There is a user " + name + " already");
    }
    return user;
  }

  private static String checked(@Nullable String password) {
    if (password == null || WeakPassword.is(password) || password.length() > LONGEST_PASSWORD) {
      throw OperationRefused.wrong(
          "password must be %d to %d characters, and not easily guessed"
              .formatted(WeakPassword.SHORTEST, LONGEST_PASSWORD));
    }
    return password;
  }

  /**
   * Changes what is given of somebody; null stays as it is.
   *
   * @param password another one, for somebody who has forgotten theirs
   */
  public User change(
      String name, @Nullable String role, @Nullable Boolean disabled, @Nullable String password) {
    Stored before = stored(name);
    User was = before.user();
    Role next = role == null ? was.role() : Tokens.role(role);
    boolean isOut = disabled == null ? was.isDisabled() : disabled;
    Instant since = !isOut ? null : was.isDisabled() ? was.disabledAt() : now();
    var changed = new User(name, next, was.createdAt(), since, was.lastLogInAt());
    String hash = password == null ? before.passwordHash() : passwords.hash(checked(password));
    return audit.noting(
        () -> {
          store.update(changed, hash);
          if (password != null) {
            audit.note(Deed.of(Action.USER_PASSWORD_CHANGED, name));
          }
          if (isOut != was.isDisabled()) {
            audit.note(Deed.of(isOut ? Action.USER_DISABLED : Action.USER_ENABLED, name));
          }
          if (isOut || password != null) {
            sessions.endAll(name);
          }
          return changed;
        },
        done ->
            next == was.role()
                ? null
                : Deed.of(Action.USER_CHANGED, name)
                    .with("role", next.wireName())
                    .with("was", was.role().wireName()));
  }

  /**
   * The user whom a provider vouches for, made at the first log-in and with the role that it says
   * now. Whoever has a password here is somebody else, and so is another person at the provider who
   * has taken the name.
   *
   * @param identity tells apart all whom providers vouch for, and stays when a name changes
   */
  public User vouchedFor(String name, Role role, String identity) {
    Stored known = store.find(name).orElse(null);
    if (known == null) {
      return add(name, role, VOUCHED_FOR + identity);
    }
    if (known.user().isDisabled()) {
      throw OperationRefused.taken("The user " + name + " is disabled");
    }
    if (!known.passwordHash().equals(VOUCHED_FOR + identity)) {
      throw OperationRefused.taken(
          known.passwordHash().startsWith(VOUCHED_FOR)
              ? "The user " + name + " is somebody else at the provider"
              : "The user " + name + " has a password here: log in with that");
    }
    return known.user().role() == role ? known.user() : change(name, role.wireName(), null, null);
  }

  private Stored stored(String name) {
    return store.find(name).orElseThrow(() -> OperationRefused.missing("There is no user " + name));
  }

  /**
   * Somebody gives themselves another password. Guesses at the old one count as others do.
   *
   * @param address where they are
   */
  public void changeOwn(
      Principal who, String current, @Nullable String password, InetAddress address) {
    if (!who.isNamedUser()) {
      throw OperationRefused.taken(
          "This is no user's password: the admin password is changed where it is set, or by inlet"
              + " password reset");
    }
    String name = who.actor().name();
    switch (check.check(name, current, address)) {
      case Right right -> change(name, null, null, checked(password));
      case Wrong wrong -> throw OperationRefused.wrong("The current password is another");
      case Wait wait ->
          throw OperationRefused.taken(
              "Too many wrong passwords: try again in %d s".formatted(wait.seconds()));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
