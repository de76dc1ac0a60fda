package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole HTTP request, ready to be sent but for a few slots of fixed width. Filling it costs one
 * copy, so that the load generator takes little from the server it shares the machine with.
 */
final class RequestTemplate {
  /** What differs from call to call; written in a template as {@code {message}} and so on. */
  enum Slot {
    /** The running number of the call, hexadecimal: unique within a run. */
    MESSAGE(12),
    USER(6),
    GROUP(4),
    /** An instant in ISO-8601 with milliseconds. */
    TIME(24);

    private final int width;

    Slot(int width) {
      this.width = width;
    }

    int width() {
      return width;
    }
  }

  private static final Pattern MARK = Pattern.compile("\\{(message|user|group|time)}");

  private record Place(Slot slot, int offset) {}

  /** Segment's headers as its documentation lists them, behind the Host that HTTP/1.1 demands. */
  private static final String HEAD =
      """
      POST /destination HTTP/1.1\r
      Host: localhost\r
      Accept: */*\r
      Authorization: Basic c2VnbWVudDo=\r
      Cache-Control: no-cache\r
      Connection: Keep-Alive\r
      Content-Length: %d\r
      Content-Type: application/json\r
      User-Agent: Segment.io/1.0\r
      X-Segment-Settings: %s\r
      \r
      """;

  private static final String SETTINGS =
      Base64.getEncoder()
          .encodeToString("{\"customSettingOne\":\"custom setting value\"}".getBytes(US_ASCII));

  private final byte[] request;
  private final int bodyLength;
  private final List<Place> places = new ArrayList<>();

  /** A request with this JSON as its body; line breaks and indentation in it are dropped. */
  RequestTemplate(String json) {
    StringBuilder body = new StringBuilder();
    Matcher mark = MARK.matcher(json.replaceAll("\\n\\s*", ""));
    List<Place> inBody = new ArrayList<>();
    while (mark.find()) {
      mark.appendReplacement(body, "");
      Slot slot = Slot.valueOf(mark.group(1).toUpperCase(Locale.ROOT));
      inBody.add(new Place(slot, body.length()));
      body.repeat(' ', slot.width);
    }
    mark.appendTail(body);
    String head = HEAD.formatted(body.length(), SETTINGS);
    inBody.forEach(place -> places.add(new Place(place.slot, head.length() + place.offset)));
    bodyLength = body.length();
    request = (head + body).getBytes(US_ASCII);
  }

  int bodyLength() {
    return bodyLength;
  }

  ByteBuf fill(ByteBufAllocator allocator, Map<Slot, byte[]> values) {
    ByteBuf filled = allocator.directBuffer(request.length).writeBytes(request);
    for (Place place : places) {
      filled.setBytes(place.offset, values.get(place.slot));
    }
    return filled;
  }
}
