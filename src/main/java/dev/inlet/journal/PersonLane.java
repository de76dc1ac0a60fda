package dev.inlet.journal;

import dev.inlet.call.Identity;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * In which of {@value #COUNT} lanes the calls about a person go, by the account and the userId, or
 * the anonymousId of who has none. All repeats of a message are in one lane, since they name the
 * same person.
 *
 * <p>It is the same for good, on every instance and in every version: {@link #VERSION} says by
 * which rule, and another rule needs another number.
 */
public final class PersonLane {
  /** The rule by which lanes are told. */
  public static final int VERSION = 1;

  /** How many lanes there are; a power of two. */
  public static final int COUNT = 256;

  private static final String USER = "\0u:";
  private static final String ANONYMOUS = "\0a:";

  /** 2^32 by the golden ratio: spreads what a checksum of similar ids has in common. */
  private static final int GOLDEN = 0x9E3779B1;

  private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(COUNT);

  private PersonLane() {}

  /** The lane of a person, from 0 on: the first byte of the CRC-32C times the golden ratio. */
  public static int of(String accountId, Identity identity) {
    String userId = identity.userId();
    String person = userId == null ? ANONYMOUS + identity.anonymousId() : USER + userId;
    var sum = new CRC32C();
    sum.update((accountId + person).getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue() * GOLDEN >>> SHIFT;
  }
}
