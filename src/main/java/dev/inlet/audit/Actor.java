package dev.inlet.audit;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param name of the user or the token
 * @param address where the request came from; null when there was none
 */
public record Actor(Kind kind, String name, @Nullable String address) {
  /** Inlet itself, when nobody has asked for it. */
  public static final Actor INLET = new Actor(Kind.INLET, "inlet", null);

  /** What somebody came in by. */
  public enum Kind {
    /** A name and a password, or the admin password, whose user is {@code admin}. */
    USER("user"),
    /** An API token. */
    TOKEN("token"),
    /** The door that is open on this machine in the dev environment. */
    LOCAL("local"),
    /** Nobody: Inlet itself. */
    INLET("inlet");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** Its name in the admin API and the database. */
    public String wireName() {
      return wireName;
    }

    /** The kind of that name, if there is one. */
    public static Optional<Kind> named(String name) {
      return Arrays.stream(values()).filter(kind -> kind.wireName.equals(name)).findFirst();
    }
  }

  /** As a person reads it. */
  public String shown() {
    return switch (kind) {
      case USER -> name;
      case TOKEN -> "token " + name;
      case LOCAL -> "somebody on this machine";
      case INLET -> "Inlet";
    };
  }
}
