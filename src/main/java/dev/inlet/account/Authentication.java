package dev.inlet.account;

/** What a secret turned out to be. */
public sealed interface Authentication {

  /** A key in force, of an account that may send. */
  record Authentic(ApiKey key) implements Authentication {}

  /** No key of anybody's. */
  record Unknown() implements Authentication {}

  /** A key that was taken back. */
  record Revoked(ApiKey key) implements Authentication {}

  /** A key whose time is over. */
  record Expired(ApiKey key) implements Authentication {}

  /** The key is good, but its account is suspended. */
  record Suspended(ApiKey key) implements Authentication {}
}
