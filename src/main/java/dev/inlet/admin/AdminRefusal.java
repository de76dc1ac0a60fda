package dev.inlet.admin;

import io.micronaut.http.HttpStatus;

/** A request to the admin API that cannot be done, with what to change. */
@SuppressWarnings("serial")
final class AdminRefusal extends RuntimeException {
  private final HttpStatus status;

  private AdminRefusal(HttpStatus status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static AdminRefusal wrong(String message) {
    return new AdminRefusal(HttpStatus.BAD_REQUEST, message);
  }

  static AdminRefusal missing(String message) {
    return new AdminRefusal(HttpStatus.NOT_FOUND, message);
  }

  static AdminRefusal taken(String message) {
    return new AdminRefusal(HttpStatus.CONFLICT, message);
  }

  static AdminRefusal noSuchAccount(String account) {
    return missing("No such account: " + account);
  }

  HttpStatus status() {
    return status;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
