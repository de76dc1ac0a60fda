package dev.inlet.handler;

/**
 * Why a handler does not let a call be taken.
 *
 * @param rule which rule it breaks
 * @param sentence what is wrong and what to change, for the sender, in at most 160 characters
 */
public record Objection(Rule rule, String sentence) {

  /** What calls may be held to beyond Segment's spec. */
  public enum Rule {
    /** The customer's settings require an email address. */
    EMAIL_REQUIRED,
    /** A rule of the vendor's, in a handler of their own. */
    OF_VENDOR
  }

  /** An objection by a rule of the vendor's. */
  public static Objection of(String sentence) {
    return new Objection(Rule.OF_VENDOR, sentence);
  }
}
