package dev.inlet.command.remote;

/** Text that others sent, as it may stand on somebody's terminal. */
public final class Terminal {
  private static final char SHOWN_INSTEAD = '\uFFFD';

  private Terminal() {}

  /** Without what a terminal would take for a command of its own. */
  public static String oneLine(String text) {
    var shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(c == '\n' || c == '\t' ? ' ' : Character.isISOControl(c) ? SHOWN_INSTEAD : c);
    }
    return shown.toString();
  }
}
