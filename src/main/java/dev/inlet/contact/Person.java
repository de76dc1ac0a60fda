package dev.inlet.contact;

import dev.inlet.call.Identity;

/**
 * One id that people are known by. Users and anonymous ids are told apart, so that a user called
 * "7" and a browser called "7" stay two.
 */
public record Person(Kind kind, String id) {
  /** Where the id comes from. */
  public enum Kind {
    /** A userId. */
    USER('u'),
    /** An anonymousId, or the previousId of an alias. */
    ANONYMOUS('a');

    private final char mark;

    Kind(char mark) {
      this.mark = mark;
    }
  }

  /** Somebody by a userId. */
  public static Person user(String userId) {
    return new Person(Kind.USER, userId);
  }

  /** Somebody by an anonymousId. */
  public static Person anonymous(String anonymousId) {
    return new Person(Kind.ANONYMOUS, anonymousId);
  }

  /** Whom a call is about: its user if it names one. */
  public static Person of(Identity identity) {
    if (identity.userId() != null) {
      return user(identity.userId());
    }
    if (identity.anonymousId() != null) {
      return anonymous(identity.anonymousId());
    }
    throw new IllegalArgumentException("an identity has at least one id");
  }

  /** Whether this is a userId. */
  public boolean isUser() {
    return kind == Kind.USER;
  }

  /** The person as one text, under which stores keep it: "u:" or "a:", then the id. */
  public String key() {
    return kind.mark + ":" + id;
  }

  /** Reads what {@link #key} wrote. */
  public static Person fromKey(String key) {
    String id = key.substring(2);
    return key.charAt(0) == Kind.USER.mark ? user(id) : anonymous(id);
  }
}
