package dev.inlet.delivery;

import dev.inlet.codec.Flaw;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery is refused. Here alone stands what follows from it: the status of the answer,
 * whether its sender tries again, and what the vendor's support can do about it. What the sender is
 * told stands with the refusal, since it names what was sent.
 */
public enum Cause {
  /** No API key came with it. */
  KEY_MISSING(
      401,
      "The call came without an API key. The customer enters the key that you issued in their"
          + " destination's settings in Segment."),
  /** What should be the API key cannot be read as one. */
  KEY_MALFORMED(
      401,
      "The API key was not sent as Segment sends it. The customer enters the key alone in their"
          + " destination's settings in Segment, without anything around it."),
  /** More than one API key came with it, and they differ. */
  KEYS_DIFFERENT(
      400,
      "The request brings several API keys, and Inlet does not choose. The customer's code sends"
          + " only the one that you issued for it."),
  /** Nobody here was issued the API key. */
  KEY_UNKNOWN(
      401,
      "Nobody was issued this key. Compare its beginning with the account's keys, and have the"
          + " customer enter the whole key in their destination's settings in Segment."),
  KEY_REVOKED(
      401,
      "The customer still sends with a key that was revoked. Issue a new one, and have them replace"
          + " it in their destination's settings in Segment."),
  KEY_EXPIRED(
      401,
      "The key's time is over. Give it a later expiry here, or issue a new one for the customer to"
          + " enter in Segment."),
  ACCOUNT_SUSPENDED(
      403,
      "You have suspended this account. Nothing the customer changes helps until you lift that"
          + " under Accounts and keys."),
  /** The API key was not issued for the protocol it came by. */
  SENDER_NOT_PERMITTED(
      403,
      "The key is good, but not for this protocol. Open it for this sender under Accounts and keys,"
          + " or give the customer another key."),
  /** The API key may not send calls of the type. */
  TYPE_NOT_PERMITTED(
      403,
      "The key may not send calls of this type. Allow it under Accounts and keys, or have the"
          + " customer stop sending the type to this destination."),
  /** The destination does not take calls of the type. */
  TYPE_NOT_SUPPORTED(
      501,
      "Inlet does not take this type of call. If it should, name it in inlet.types; otherwise the"
          + " customer can stop sending it to this destination."),
  /** The body, or what its headers say of it, is not what the protocol sends. */
  BODY_MALFORMED(
      400,
      "The request is not what Segment sends: one complete JSON object. If it comes by a proxy or"
          + " code of the customer's own, that must be corrected."),
  /** There is more of it than is taken: bytes, or calls of a batch. */
  TOO_LARGE(
      400,
      "The call is larger than Inlet takes. The customer sends less in one call: fewer or shorter"
          + " traits, properties or context."),
  /** The settings cannot be read, or are not what they are declared to be. */
  SETTINGS_WRONG(
      400,
      "The settings of the destination are at fault, not the call. The customer corrects them in"
          + " Segment; the message names which."),
  /** The call does not say whom it is about. */
  PERSON_MISSING(
      400,
      "The call does not say whom it is about. The customer's code must set userId or anonymousId"
          + " before it sends."),
  /** The call lacks a field. */
  FIELD_MISSING(
      400,
      "The call lacks a field that its type needs. The customer's code must send it; the message"
          + " names it."),
  /** A field of the call is not what it has to be. */
  FIELD_WRONG(
      400,
      "One field of the call is not as Segment's spec has it. The customer's code must send it as"
          + " the message says."),
  /** The settings require an email address, and an identify call has none. */
  EMAIL_MISSING(
      400,
      "The customer has chosen to require an e-mail address. Their identify calls need the trait"
          + " email, or they turn requireEmail off in the destination's settings."),
  /** A handler of the vendor's own does not take the call. */
  VENDOR_RULE(
      400,
      "A rule of your own handlers does not let this call in. The message says which; the customer"
          + " keeps to it, or you change the rule."),
  /** The operator has closed Inlet for a while. */
  MAINTENANCE(
      503,
      "Nothing has to change. Segment sends the call again for four hours, and so it arrives when"
          + " you end the maintenance."),
  /** Inlet is stopping. */
  STOPPING(
      503,
      "Nothing has to change. Segment sends the call again for four hours, and so it arrives when"
          + " Inlet runs again."),
  /** Too many calls wait to be stored, of all accounts together; or of this one, as configured. */
  TOO_MANY_CALLS(
      503,
      "Nothing has to change. Segment sends the call again for four hours, and so it arrives when"
          + " Inlet has caught up."),
  /** Far more calls of this account wait to be stored than of others, where that is told apart. */
  FLOOD(
      429,
      "The account sends more than its share. Segment sends the call again for four hours; if it"
          + " goes on, have the customer spread their calls, or give Inlet a faster machine."),
  /** The requests that arrive take all the memory they may. */
  TOO_MANY_REQUESTS(
      503,
      "Nothing has to change. Segment sends the call again for four hours, and so it arrives when"
          + " fewer requests come at once."),
  /** The call was not stored before the answer was due. */
  NOT_STORED_IN_TIME(
      503,
      "The database is slow or away; look after it. Segment sends the call again for four hours,"
          + " and so it arrives when the database is back."),
  /** Something else of ours failed. */
  FAULT(
      503,
      "Inlet failed, not the call; its log says why. Segment sends the call again for four hours,"
          + " and so it arrives when that is mended.");

  private static final int NOT_NOW = 503;
  private static final int NOT_SO_MUCH = 429;

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final int status;
  private final String advice;

  Cause(int status, String advice) {
    this.status = status;
    this.advice = advice;
  }

  /** What makes a body, or a call in it, one that cannot be taken. */
  public static Cause of(Flaw flaw) {
    return switch (flaw) {
      case MEDIA_TYPE, UNREADABLE, NO_OBJECT -> BODY_MALFORMED;
      case TOO_LARGE -> TOO_LARGE;
      case SEVERAL_KEYS -> KEYS_DIFFERENT;
      case NOBODY -> PERSON_MISSING;
      case ABSENT -> FIELD_MISSING;
      case WRONG -> FIELD_WRONG;
    };
  }

  /** The cause of that name for machines; empty when there is none, as after a downgrade. */
  public static Optional<Cause> named(String wireName) {
    return Stream.of(values()).filter(one -> one.wireName.equals(wireName)).findFirst();
  }

  /** Its name for machines, such as {@code key_revoked}; it stays what it is. */
  public String wireName() {
    return wireName;
  }

  /** The status that Segment's documentation assigns to it. */
  public int status() {
    return status;
  }

  /** Whether the sender tries again, because it is through no fault of the call. */
  public boolean isRetried() {
    return status == NOT_NOW || status == NOT_SO_MUCH;
  }

  /** What has to change, for the vendor's support people. */
  public String advice() {
    return advice;
  }

  /**
   * What has to change about a refusal.
   *
   * @param cause null for a refusal that was noted before causes were
   */
  public static String advice(@Nullable Cause cause, int status) {
    if (cause != null) {
      return cause.advice;
    }
    return switch (status) {
      case 401 ->
          "The API key is not good. Look at the account's keys, and have the customer enter one in"
              + " force in their destination's settings in Segment.";
      case 403 ->
          "The API key is good, but does not allow this. The message says what it lacks; change"
              + " that under Accounts and keys.";
      case 501 -> TYPE_NOT_SUPPORTED.advice;
      case NOT_NOW ->
          "Nothing has to change. Segment sends the call again for four hours, and so it arrives"
              + " when Inlet takes calls again.";
      default -> "The message says what was wrong. Once that is corrected, calls arrive again.";
    };
  }
}
