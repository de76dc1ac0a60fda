package dev.inlet.account;

/** What a secret turned out to be. */
public sealed interface Authentication {

  /** A key in force, of an account that may send. */
  record Authentic(ApiKey key) implements Authentication {}

  /** No key of anybody's. */
  record Unknown() implements Authentication {}

  /** A key that is revoked or expired. */
  record Lapsed(ApiKey key, String reason) implements Authentication {}

  /** The key is good, but its account is suspended. */
  record Suspended(ApiKey key) implements Authentication {}
}
