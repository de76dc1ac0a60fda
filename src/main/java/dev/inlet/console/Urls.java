package dev.inlet.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts what senders have sent into addresses of the console. */
final class Urls {
  private Urls() {}

  /** Text as one segment of a path or one value of a query, whatever is in it. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
