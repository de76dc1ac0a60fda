package dev.inlet.delivery;

import dev.inlet.account.KeySecret;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Outcome.Rejected;

/** The API key that a request came with, or why there is none to look up. */
public sealed interface Credentials {

  /** The request has a key. */
  record Given(KeySecret secret) implements Credentials {}

  /** The request has no key that could be looked up, which is why it is refused. */
  record None(Rejected refused) implements Credentials {}

  /** The key, or what is wrong with it. */
  static Credentials of(Parsed<KeySecret> secret) {
    return switch (secret) {
      case Parsed.Ok<KeySecret> ok -> new Given(ok.value());
      case Parsed.Bad<KeySecret> bad ->
          new None(
              new Rejected(
                  bad.flaw() == Flaw.ABSENT ? Cause.KEY_MISSING : Cause.KEY_MALFORMED,
                  bad.problem()));
    };
  }
}
