package dev.inlet.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The request line and headers of a request, to be bent. A head whose characters are all below
 * U+0100 is sent as one byte for each; any other in UTF-8.
 */
record Head(String requestLine, List<String> headers) {

  /** What a good call has, but for its length. */
  static Head good(String authorization) {
    return new Head(
        "POST /destination HTTP/1.1",
        List.of(
            "Host: localhost",
            "Authorization: " + authorization,
            "Content-Type: application/json"));
  }

  Head line(String other) {
    return new Head(other, headers);
  }

  Head with(String... lines) {
    var more = new ArrayList<>(headers);
    more.addAll(List.of(lines));
    return new Head(requestLine, more);
  }

  Head without(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return new Head(
        requestLine,
        headers.stream()
            .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith(start))
            .toList());
  }

  /** The head alone, with the empty line after it. */
  byte[] bytes() {
    return encoded(requestLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
  }

  /** The whole request, with the true length of its body. */
  byte[] bytes(byte[] body) {
    return joined(with("Content-Length: " + body.length).bytes(), body);
  }

  private static byte[] encoded(String text) {
    return text.getBytes(
        text.chars().allMatch(c -> c < 0x100)
            ? StandardCharsets.ISO_8859_1
            : StandardCharsets.UTF_8);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    var whole = java.nio.ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      whole.put(part);
    }
    return whole.array();
  }
}
