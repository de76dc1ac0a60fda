package dev.inlet.codec;

/** JSON values as they stand where nobody expects JSON. */
public final class PlainText {
  private PlainText() {}

  /** The text of a JSON string; the JSON text itself of every other value. */
  public static String of(String json) {
    String text = Json.text(json);
    return text == null ? json : text;
  }
}
