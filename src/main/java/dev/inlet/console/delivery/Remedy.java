package dev.inlet.console.delivery;

import java.util.regex.Pattern;

/** What to do about a refusal, by the message that its sender was given. The first that fits. */
enum Remedy {
  REVOKED(
      "^API key revoked$",
      "The customer still sends with a key that was revoked. Issue a new one, and have them replace"
          + " it in their destination's settings in Segment."),
  EXPIRED(
      "^API key expired$",
      "The key's time is over. Give it a later expiry here, or issue a new one for the customer to"
          + " enter in Segment."),
  SUSPENDED(
      "^Account suspended$",
      "You have suspended this account. Nothing the customer changes helps until you lift that under"
          + " Accounts and keys."),
  SENDER(
      "API key was not issued for",
      "The key is good, but not for this protocol. Open it for this sender under Accounts and keys,"
          + " or give the customer another key."),
  PERMISSION(
      "API key may not send",
      "The key may not send calls of this type. Allow it under Accounts and keys, or have the"
          + " customer stop sending the type to this destination."),
  TYPE(
      "Calls of type .* are not supported",
      "Inlet does not take this type of call. If it should, name it in inlet.types; otherwise the"
          + " customer can stop sending it to this destination."),
  EMAIL(
      "Missing email address",
      "The customer has chosen to require an e-mail address. Their identify calls need the trait"
          + " email, or they turn requireEmail off in the destination's settings."),
  SETTINGS(
      "X-Segment-Settings",
      "The settings of the destination are at fault, not the call. The customer corrects them in"
          + " Segment; the message names which."),
  NO_PERSON(
      "Missing userId or anonymousId",
      "The call does not say whom it is about. The customer's code must set userId or anonymousId"
          + " before it sends."),
  MISSING(
      "Missing ",
      "The call lacks a field that its type needs. The customer's code must send it; the message"
          + " names it."),
  SIZE(
      "too large|larger than|more than|too many",
      "The call is larger than Inlet takes. The customer sends less in one call: fewer or shorter"
          + " traits, properties or context."),
  BODY(
      "^Body|^Content-",
      "The request is not what Segment sends: one complete JSON object. If it comes by a proxy or"
          + " code of the customer's own, that must be corrected."),
  FIELD(
      " must be | is longer than | is a number out of range",
      "One field of the call is not as Segment's spec has it. The customer's code must send it as"
          + " the message says."),
  LATER(
      "Too many calls at once|Temporarily not",
      "Nothing has to change. Segment sends the call again for four hours, and so it arrives when"
          + " Inlet takes calls again."),
  OTHER("", "The message says what was wrong. Once that is corrected, calls arrive again.");

  private final Pattern message;
  private final String sentence;

  Remedy(String message, String sentence) {
    this.message = Pattern.compile(message, Pattern.CASE_INSENSITIVE);
    this.sentence = sentence;
  }

  /** What fits a refusal with this status and message. */
  static Remedy of(int status, String message) {
    if (status == 503) {
      return LATER;
    }
    for (Remedy remedy : values()) {
      if (remedy.message.matcher(message).find()) {
        return remedy;
      }
    }
    return OTHER;
  }

  String sentence() {
    return sentence;
  }
}
