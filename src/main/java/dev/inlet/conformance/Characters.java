package dev.inlet.conformance;

import dev.inlet.conformance.Result.Sent;
import dev.inlet.tester.Reply;

/** Requests and answers as text. */
final class Characters {
  private static final int MOST = 4_000;
  private static final char SHOWN_INSTEAD = '\uFFFD';

  private Characters() {}

  /** A request, the key hidden, and its answer; long ones are cut. */
  static String of(Sent sent) {
    return "%s%n%n%s%n%n%s"
        .formatted(
            sent.call().head(),
            cut(sent.call().body()),
            sent.reply() instanceof Reply.Answered answered
                ? answered.head() + "\n\n" + cut(answered.body())
                : sent.answer());
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }

  /** Without what XML and terminals do not bear. */
  static String printable(String text) {
    var shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBorne = c == '\n' || c == '\t' || !Character.isISOControl(c) && c < '\uD800';
      shown.append(isBorne ? c : SHOWN_INSTEAD);
    }
    return shown.toString();
  }
}
