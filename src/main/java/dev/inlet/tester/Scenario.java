package dev.inlet.tester;

import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What goes wrong between Segment and a destination in real life, one at a time. */
public enum Scenario {
  ONCE("One call", "The call, as it stands."),
  RETRY(
      "Retry after 503",
      "While a destination is closed it answers 503. Segment keeps the call and sends it again, and"
          + " nothing is lost."),
  DUPLICATE(
      "Same message twice",
      "Segment may deliver a message again. The repeat is answered like the first and changes"
          + " nothing."),
  OUT_OF_ORDER(
      "Out of order",
      "A newer call arrives before an older one. The older does not overwrite what the newer"
          + " said."),
  ODD_CASING(
      "Odd casing",
      "Field names come in any casing, as Segment's customers write them. They mean the same."),
  LATE_REPLAY(
      "Late replay",
      "A customer replays a month-old call. It counts for the time it says, not for now."),
  WRONG_CLOCK(
      "Wrong clock",
      "A device believes it is ten years later. The call is taken, but its time is cut, so that it"
          + " cannot win over every call of the next ten years."),
  UNSUPPORTED_TYPE(
      "Unsupported type",
      "A call of a type that nobody handles is refused with 501, and Segment drops it."),
  MISSING_EMAIL(
      "Missing e-mail",
      "The customer's settings require an e-mail address, and an identify call has none. It is"
          + " refused with a message that says so."),
  EXPIRED_KEY(
      "Expired key",
      "The customer's API key has expired. The call is refused with 401, and the customer reads"
          + " why.");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration DECADE = Duration.ofDays(3_652);

  private final String title;
  private final String lesson;

  Scenario(String title, String lesson) {
    this.title = title;
    this.lesson = lesson;
  }

  /** What it is called on the page. */
  public String title() {
    return title;
  }

  /** What it shows, in a sentence or two. */
  public String lesson() {
    return lesson;
  }

  /** Its name in addresses and on the command line, such as {@code out-of-order}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The scenario of a name in addresses and commands. */
  public static Optional<Scenario> named(String slug) {
    return Arrays.stream(values()).filter(one -> one.slug().equals(slug)).findFirst();
  }

  /** Whether it goes with calls of this type. */
  public boolean suits(CallType type) {
    return this != MISSING_EMAIL || type == CallType.IDENTIFY;
  }

  /** Whether the destination has to be closed for it, to everybody. */
  public boolean closesDestination() {
    return this == RETRY;
  }

  /** Whether it is sent with a key that has expired. */
  public boolean needsExpiredKey() {
    return this == EXPIRED_KEY;
  }

  /**
   * Its calls, in the order they are sent.
   *
   * @param draft a JSON object, unless this is {@link #ONCE}
   */
  public List<Step> steps(Draft draft, Instant now) {
    return switch (this) {
      case ONCE -> List.of(Step.of("The call", draft, Verdict.KEPT));
      case RETRY ->
          List.of(
              new Step("While the destination is closed", draft, Verdict.RETRIED, true),
              Step.of("The same bytes, when it is open again", draft, Verdict.KEPT));
      case DUPLICATE ->
          List.of(
              Step.of("The first delivery", draft, Verdict.KEPT),
              Step.of("The same message again", draft, Verdict.KEPT));
      case OUT_OF_ORDER -> outOfOrder(draft, now);
      case ODD_CASING ->
          List.of(Step.of("Names in other casings", OddCasing.of(draft), Verdict.KEPT));
      case LATE_REPLAY ->
          List.of(Step.of("A call of a month ago", draft.at(now.minus(MONTH)), Verdict.KEPT));
      case WRONG_CLOCK ->
          List.of(
              Step.of(
                  "A call from the future",
                  draft.with("timestamp", Json.quote(now.plus(DECADE).toString())),
                  Verdict.KEPT));
      case UNSUPPORTED_TYPE ->
          List.of(
              Step.of(
                  "A call of the type delete",
                  draft.with("type", Json.quote("delete")),
                  Verdict.DROPPED));
      case MISSING_EMAIL ->
          List.of(
              Step.of(
                  "An identify call without an e-mail address",
                  draft.without("traits.email").withSettings("{\"requireEmail\":true}"),
                  Verdict.DROPPED));
      case EXPIRED_KEY ->
          List.of(Step.of("The call, with a key that has expired", draft, Verdict.DROPPED));
    };
  }

  private static List<Step> outOfOrder(Draft draft, Instant now) {
    String id = draft.text("messageId");
    Draft newer = marked(draft, "newer");
    Draft older = marked(draft.renewed(id + "-older", now.minus(HOUR)), "older");
    return List.of(
        Step.of("The newer call comes first", newer, Verdict.KEPT),
        Step.of("The older one, an hour too late", older, Verdict.KEPT));
  }

  /** So that the contact shows which of the two has won. */
  private static Draft marked(Draft draft, String word) {
    String place = draft.find("traits") == null ? "properties" : "traits";
    return draft.find(place) == null ? draft : draft.with(place + ".cameFrom", Json.quote(word));
  }
}
