package dev.inlet.conformance;

import java.util.Locale;

/**
 * What Segment's document of direct destinations asks for, and what its traffic asks for beyond
 * that.
 */
public enum Requirement {
  TRANSPORT(Area.ENDPOINT, "Takes calls over HTTPS, with a certificate that clients trust"),
  POST(Area.ENDPOINT, "Answers a POST itself: no redirect, which Segment does not follow"),
  IDENTIFY(Area.TYPES, "Takes identify calls, or answers 501 with a message"),
  TRACK(Area.TYPES, "Takes track calls, or answers 501 with a message"),
  PAGE(Area.TYPES, "Takes page calls, or answers 501 with a message"),
  GROUP(Area.TYPES, "Takes group calls, or answers 501 with a message"),
  SCREEN(Area.TYPES, "Takes screen calls, or answers 501 with a message"),
  DELETE(Area.TYPES, "Takes delete calls, or answers 501 with a message"),
  UNKNOWN_TYPE(Area.TYPES, "Answers 501 to a type that nobody knows"),
  TYPE_IN_ANY_CASE(Area.TYPES, "Takes the type in any casing"),
  KEY_MISSING(Area.KEYS, "Answers 401 to a call without an API key"),
  KEY_UNKNOWN(Area.KEYS, "Answers 401, or 403, to an API key that it has not issued"),
  KEY_MALFORMED(Area.KEYS, "Answers 401 to an Authorization header that is not Basic"),
  NO_JSON(Area.BODIES, "Answers 400 to a body that is not JSON"),
  NO_BODY(Area.BODIES, "Answers 400 to an empty body"),
  NO_OBJECT(Area.BODIES, "Answers 400 to JSON that is not an object"),
  NOBODY(Area.BODIES, "Answers 400 to a call without userId and anonymousId"),
  CASING(Area.BODIES, "Takes field names in any casing"),
  UNKNOWN_FIELDS(Area.BODIES, "Takes fields that Segment adds, and null or lists in their place"),
  NUMERIC_ID(Area.BODIES, "Takes a userId that is a number, or says why not"),
  ANONYMOUS(Area.BODIES, "Takes a call with an anonymousId alone, or says why not"),
  UNICODE(Area.BODIES, "Takes text in every script"),
  LARGE(Area.BODIES, "Takes a call of 32 KB, as large as Segment's API lets it be"),
  SETTINGS(Area.SETTINGS, "Takes settings with nested values"),
  SETTINGS_BLANK(Area.SETTINGS, "Takes settings that the customer left blank"),
  SETTINGS_MALFORMED(Area.SETTINGS, "Does not fail on a settings header that is not base64"),
  REPEAT(Area.DELIVERY, "Answers a message that comes again like the first time"),
  OUT_OF_ORDER(Area.DELIVERY, "Takes an older call after a newer one"),
  OLD(Area.DELIVERY, "Takes calls of last year, as a replay sends them"),
  WRONG_CLOCK(Area.DELIVERY, "Takes, or refuses for good, a call from ten years ahead"),
  ODD_CLOCKS(Area.DELIVERY, "Does not fail on clocks in other forms than ISO 8601"),
  AT_ONCE(Area.DELIVERY, "Takes fifty calls at once"),
  MAINTENANCE(Area.DELIVERY, "Answers 503 while it is closed, and takes the same call later"),
  CONTACT(Area.EFFECT, "Shows the person of an identify call"),
  CONTACT_IN_ANY_CASE(Area.EFFECT, "Shows the same whatever the casing of the fields"),
  NEWER_WINS(Area.EFFECT, "Keeps what a newer call said when an older one comes after it"),
  MESSAGES(Area.ANSWERS, "Says {\"message\": …} in JSON whenever it does not take a call"),
  NOTHING_LEAKED(Area.ANSWERS, "Shows no stack trace and no page of HTML to the customer"),
  RETRIES(Area.ANSWERS, "Takes in the end what it has Segment try again"),
  IN_TIME(Area.ANSWERS, "Answers every call within 5 seconds, and the most within 3");

  /** What a requirement is about. */
  public enum Area {
    ENDPOINT("Endpoint"),
    TYPES("Types of calls"),
    KEYS("API keys"),
    BODIES("Bodies"),
    SETTINGS("Settings"),
    DELIVERY("Delivery"),
    EFFECT("Effect"),
    ANSWERS("Answers");

    private final String title;

    Area(String title) {
      this.title = title;
    }

    /** Its heading in reports. */
    public String title() {
      return title;
    }
  }

  private final Area area;
  private final String sentence;

  Requirement(Area area, String sentence) {
    this.area = area;
    this.sentence = sentence;
  }

  /** What it is about. */
  public Area area() {
    return area;
  }

  /** What a destination does that meets it. */
  public String sentence() {
    return sentence;
  }

  /** Its name in reports and on the command line, such as {@code type-in-any-case}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
