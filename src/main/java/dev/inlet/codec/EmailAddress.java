package dev.inlet.codec;

/** What looks like an email address; whether mail arrives there nobody here can say. */
public final class EmailAddress {
  /** RFC 5321: 64 for the mailbox, 255 for the domain, and the sign between them. */
  private static final int LONGEST = 320;

  private EmailAddress() {}

  /** Whether a text has the shape of one: {@code mailbox@host.domain}, without blanks. */
  public static boolean isShapeOf(String text) {
    int at = text.indexOf('@');
    int dot = text.indexOf('.', at + 2);
    return at > 0
        && dot > 0
        && text.length() <= LONGEST
        && text.indexOf('@', at + 1) < 0
        && text.charAt(text.length() - 1) != '.'
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }
}
