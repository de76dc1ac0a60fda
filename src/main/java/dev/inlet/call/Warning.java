package dev.inlet.call;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What whoever looks after the calls should know of one that was taken: something about it had to
 * be repaired, or it had no effect.
 */
public enum Warning {
  /** One of Segment's four clocks is no time. */
  CLOCK_UNREADABLE("A clock that cannot be read was left out"),
  /** One of Segment's four clocks says a time before 1970. */
  CLOCK_PLACEHOLDER("A clock from before 1970 is a placeholder and was left out"),
  /** The clock that says when it happened had to be left out. */
  CLOCK_REPLACED("The next of the call's clocks, or ours, stands in for one that was left out"),
  /** It claims to have happened more than a day after it was received. */
  CLOCK_AHEAD("The call's time lies in the future and was cut to a day after it was received"),
  /** What {@code traits} of an identify call lacks stands in its context. */
  TRAITS_FROM_CONTEXT("Traits were taken from context.traits"),
  /** An email address is required, and the user is known by one. */
  EMAIL_FROM_USER_ID("The userId was taken for the missing email address"),
  /** The customer left a setting blank, or parts of it. */
  SETTING_BLANK("A blank setting was left out"),
  /** No currency is named but in the amount's text. */
  CURRENCY_FROM_TEXT("The currency was taken from the text of the amount"),
  /** The currency is ambiguous, as with "¥", or no code of ISO 4217. */
  CURRENCY_UNKNOWN("The currency cannot be told, so the amount has none"),
  /** The revenue is no amount, or may be two: "1.234 €". */
  REVENUE_UNREADABLE("The revenue cannot be read as an amount and stays a property"),
  /** Its message was processed before. */
  REPEATED("This message was delivered before, so nothing has changed"),
  /** Its messageId was that of another message before, so it counts as a repeat of that. */
  BODY_DIFFERS("Another message came with this messageId before, so this one was not taken in"),
  /** Both ids of the alias are one, or the previous id belongs to another user already. */
  ALIAS_WITHOUT_EFFECT("The alias has no effect: its ids are one, or previousId is another user's");

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final String sentence;

  Warning(String sentence) {
    this.sentence = sentence;
  }

  /** Its name for machines, such as {@code clock_unreadable}. */
  public String wireName() {
    return wireName;
  }

  /** What happened, for the person who looks after the calls; at most 100 characters. */
  public String sentence() {
    return sentence;
  }

  /** Whether the call has changed nothing because of it. */
  public boolean isWithoutEffect() {
    return switch (this) {
      case REPEATED, BODY_DIFFERS, ALIAS_WITHOUT_EFFECT -> true;
      case CLOCK_UNREADABLE,
          CLOCK_PLACEHOLDER,
          CLOCK_REPLACED,
          CLOCK_AHEAD,
          TRAITS_FROM_CONTEXT,
          EMAIL_FROM_USER_ID,
          SETTING_BLANK,
          CURRENCY_FROM_TEXT,
          CURRENCY_UNKNOWN,
          REVENUE_UNREADABLE ->
          false;
    };
  }

  /** What happened, for each of these. */
  public static List<String> sentences(Collection<Warning> warnings) {
    return warnings.stream().map(Warning::sentence).toList();
  }

  /** The warning of that name for machines; empty when there is none, as after a downgrade. */
  public static Optional<Warning> named(String wireName) {
    return Stream.of(values()).filter(one -> one.wireName.equals(wireName)).findFirst();
  }

  /** These warnings and one more. */
  public static Set<Warning> and(Set<Warning> some, Warning one) {
    var all = EnumSet.of(one);
    all.addAll(some);
    return Collections.unmodifiableSet(all);
  }

  /** These and those; costs nothing while either is empty. */
  public static Set<Warning> union(Set<Warning> some, Set<Warning> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    var all = EnumSet.copyOf(some);
    all.addAll(others);
    return Collections.unmodifiableSet(all);
  }
}
