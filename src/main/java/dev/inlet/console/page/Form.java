package dev.inlet.console.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a form has sent, its fields in their order. A controller takes it as a request attribute
 * named {@value #ATTRIBUTE}; it is there only when its token was right.
 */
public record Form(Map<String, List<String>> fields) {
  public static final String ATTRIBUTE = "form";

  /** The field that every form has beside its own. */
  public static final String TOKEN = "token";

  /**
   * Reads what a browser has sent.
   *
   * @throws IllegalArgumentException when a field is not encoded as browsers do
   */
  public static Form read(byte[] body) {
    var fields = new LinkedHashMap<String, List<String>>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      fields.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }
    return new Form(fields);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The first value of a field, line ends as one character; empty when it is not there. */
  public String text(String name) {
    List<String> values = texts(name);
    return values.isEmpty() ? "" : values.getFirst().replace("\r\n", "\n");
  }

  /** All values of a field. */
  public List<String> texts(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Whether a field is there, such as a box that was ticked or the button that was pressed. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }
}
