package dev.inlet.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

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
    /** What follows {@code Basic} in the Authorization header. */
    KEY,
    /** The running number of the call, hexadecimal: unique within a run. */
    MESSAGE,
    USER,
    GROUP,
    /** An instant in ISO-8601 with milliseconds. */
    TIME
  }

  private static final Pattern MARK = Pattern.compile("\\{(key|message|user|group|time)}");

  private record Place(Slot slot, int offset) {}

  /** Segment's headers as its documentation lists them, behind the Host that HTTP/1.1 demands. */
  private static final String HEAD =
      """
      POST /destination HTTP/1.1\r
      Host: localhost\r
      Accept: */*\r
      Authorization: Basic {key}\r
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

  /**
   * A request with this JSON as its body; line breaks and indentation in it are dropped.
   *
   * @param values of every slot one that is as long as all others will be
   */
  RequestTemplate(String json, Map<Slot, byte[]> values) {
    StringBuilder body = new StringBuilder();
    List<Place> inBody = spread(json.replaceAll("\\n\\s*", ""), values, body);
    StringBuilder whole = new StringBuilder();
    places.addAll(spread(HEAD.formatted(body.length(), SETTINGS), values, whole));
    int head = whole.length();
    inBody.forEach(place -> places.add(new Place(place.slot, head + place.offset)));
    bodyLength = body.length();
    request = whole.append(body).toString().getBytes(US_ASCII);
  }

  /** Appends the text with room for the value in place of each mark. */
  private static List<Place> spread(String text, Map<Slot, byte[]> values, StringBuilder appendTo) {
    List<Place> places = new ArrayList<>();
    Matcher mark = MARK.matcher(text);
    while (mark.find()) {
      mark.appendReplacement(appendTo, "");
      Slot slot = Slot.valueOf(mark.group(1).toUpperCase(Locale.ROOT));
      places.add(new Place(slot, appendTo.length()));
      appendTo.repeat(' ', requireNonNull(values.get(slot)).length);
    }
    mark.appendTail(appendTo);
    return places;
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
