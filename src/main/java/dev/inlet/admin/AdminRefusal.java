package dev.inlet.admin;

import io.micronaut.http.HttpStatus;

/** A request to the admin API that cannot be done, with what to change. */
@SuppressWarnings("serial")
public final class AdminRefusal extends RuntimeException {
  private final HttpStatus status;

  private AdminRefusal(HttpStatus status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public static AdminRefusal wrong(String message) {
    return new AdminRefusal(HttpStatus.BAD_REQUEST, message);
  }

  public static AdminRefusal missing(String message) {
    return new AdminRefusal(HttpStatus.NOT_FOUND, message);
  }

  public static AdminRefusal taken(String message) {
    return new AdminRefusal(HttpStatus.CONFLICT, message);
  }

  public static AdminRefusal noSuchAccount(String account) {
    return missing("No such account: " + account);
  }

  static AdminRefusal noSuchContact(String account, String id) {
    return missing("Account %s has no contact %s".formatted(account, id));
  }

  public HttpStatus status() {
    return status;
  }

  /** What is wrong, and what to change. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
