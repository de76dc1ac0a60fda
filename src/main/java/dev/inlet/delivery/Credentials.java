package dev.inlet.delivery;

import dev.inlet.account.KeySecret;
import dev.inlet.codec.Parsed;

/** The API key that a request came with, or why there is none to look up. */
public sealed interface Credentials {

  /** The request has a key. */
  record Given(KeySecret secret) implements Credentials {}

  /** The request has no key, or none that is well-formed. */
  record Missing(String problem) implements Credentials {}

  /** The key may stand in the body, but the body cannot be read. */
  record Illegible(String problem) implements Credentials {}

  /** The key, or what is wrong with it. */
  static Credentials of(Parsed<KeySecret> secret) {
    return switch (secret) {
      case Parsed.Ok<KeySecret> ok -> new Given(ok.value());
      case Parsed.Bad<KeySecret> bad -> new Missing(bad.problem());
    };
  }
}
