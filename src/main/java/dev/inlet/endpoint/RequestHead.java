package dev.inlet.endpoint;

import io.micronaut.http.HttpStatus;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Netty lets pass in the head of a request, and HTTP/1.1 does not (RFC 9112). */
final class RequestHead {
  private static final String HOST_PROBLEM =
      "HTTP/1.1 asks for one Host header, no more and no fewer";

  private static final String URL_PROBLEM =
      "The URL holds a character that must be written as %XX, such as %C3%A4 for an ä or %20 for a"
          + " space";

  /** Beside letters and digits, what a path and a query may hold wherever they like. */
  private static final String USUAL = "/?&=-._~:,;+@!$'()*";

  private RequestHead() {}

  /**
   * Marks a request as malformed when its head is. It asks for no other protocol any more: none is
   * changed to but by ALPN. A path that begins with several slashes, as a base address with a slash
   * at its end makes it, loses all but one.
   *
   * @param ofLine what is wrong with its first line; null when nothing is
   */
  static void check(HttpRequest head, @Nullable BrokenFraming ofLine) {
    head.headers().remove(HttpHeaderNames.UPGRADE);
    if (ofLine == null && head.decoderResult().isFailure()) {
      return;
    }
    if (head.uri().startsWith("//")) {
      head.setUri(head.uri().replaceFirst("^/+", "/"));
    }
    BrokenFraming problem = ofLine == null ? problem(head) : ofLine;
    if (!isUri(head.uri())) {
      problem = problem == null ? new BrokenFraming(URL_PROBLEM) : problem;
      head.setUri("/"); // or Micronaut would refuse it first, and could not say why
    }
    if (problem != null) {
      head.setProtocolVersion(HttpVersion.HTTP_1_1); // in which the answer goes
      head.setDecoderResult(DecoderResult.failure(problem));
    }
  }

  private static @Nullable BrokenFraming problem(HttpRequest head) {
    HttpVersion version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return new BrokenFraming(
          HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "Send the request in HTTP/1.1 or HTTP/1.0");
    }
    String method = head.method().name();
    if (!method.equals(method.toUpperCase(Locale.ROOT))) {
      return new BrokenFraming(
          HttpStatus.NOT_IMPLEMENTED, "HTTP's methods are written in capitals, such as POST");
    }
    if (version.equals(HttpVersion.HTTP_1_1)
        && head.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
      return new BrokenFraming(HOST_PROBLEM);
    }
    List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    boolean isKnown =
        codings.isEmpty()
            || codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst().strip());
    return isKnown
        ? null
        : new BrokenFraming(
            HttpStatus.NOT_IMPLEMENTED,
            "Transfer-Encoding must be chunked and nothing else: compress by Content-Encoding");
  }

  /** Whether Micronaut can read it; parsed only where there is something unusual in it. */
  private static boolean isUri(String written) {
    if (written.chars().allMatch(RequestHead::isUsual)) {
      return true;
    }
    try {
      new URI(written);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isUsual(int character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9'
        || USUAL.indexOf(character) >= 0;
  }
}
