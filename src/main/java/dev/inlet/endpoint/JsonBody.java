package dev.inlet.endpoint;

import dev.inlet.codec.Parsed;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that must be JSON: plain or gzip, within a limit that counts after
 * decompression.
 */
public final class JsonBody {
  private static final int KILOBYTE = 1024;

  private final ServerHttpRequest<?> request;
  private final int maxBytes;
  private final boolean saysJson;

  private JsonBody(ServerHttpRequest<?> request, int maxBytes, boolean saysJson) {
    this.request = request;
    this.maxBytes = maxBytes;
    this.saysJson = saysJson;
  }

  /**
   * A body whose Content-Type must say that it is JSON.
   *
   * @param maxBytes the largest body that is read, decompressed
   */
  static JsonBody declaredIn(HttpRequest<?> request, int maxBytes) {
    return new JsonBody((ServerHttpRequest<?>) request, maxBytes, true);
  }

  /**
   * A body that is JSON whatever its Content-Type says: SDKs send plain text to spare a preflight,
   * and say a form without meaning to.
   *
   * @param maxBytes the largest body that is read, decompressed
   */
  public static JsonBody anyhowIn(HttpRequest<?> request, int maxBytes) {
    return new JsonBody((ServerHttpRequest<?>) request, maxBytes, false);
  }

  /** Reads the body once it has arrived. Checks what the headers say before waiting for it. */
  public CompletionStage<Parsed<byte[]>> read() {
    String problem = problemWithHeaders();
    if (problem != null) {
      return CompletableFuture.completedFuture(Parsed.bad(problem));
    }
    return request.byteBody().buffer().handle(this::decode);
  }

  private @Nullable String problemWithHeaders() {
    List<String> types = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
    if (saysJson && (types.size() != 1 || !isJson(types.getFirst()))) {
      return "Content-Type must be application/json"
          + (types.isEmpty() ? "; there is none" : ", not " + excerpt(types.getFirst()));
    }
    List<String> codings = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
    if (codings.size() > 1 || !isIdentity(codings) && !isGzip(codings)) {
      return "Content-Encoding must be gzip or identity, not "
          + excerpt(String.join(", ", codings));
    }
    return request.getHeaders().contentLength().orElse(0) > maxBytes ? tooLarge() : null;
  }

  private static boolean isJson(String contentType) {
    int parameters = contentType.indexOf(';');
    String type =
        (parameters < 0 ? contentType : contentType.substring(0, parameters))
            .strip()
            .toLowerCase(Locale.ROOT);
    return type.equals("application/json")
        || type.equals("text/json")
        || type.startsWith("application/") && type.endsWith("+json");
  }

  private static boolean isIdentity(List<String> codings) {
    return codings.isEmpty()
        || codings.getFirst().isBlank()
        || codings.getFirst().strip().equalsIgnoreCase("identity");
  }

  private static boolean isGzip(List<String> codings) {
    String coding = codings.getFirst().strip();
    return coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip");
  }

  private Parsed<byte[]> decode(
      @Nullable CloseableAvailableByteBody body, @Nullable Throwable failure) {
    if (body == null) {
      return Parsed.bad(tooLarge());
    }
    byte[] sent = body.toByteArray();
    if (isIdentity(request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING))) {
      return sent.length > maxBytes ? Parsed.bad(tooLarge()) : Parsed.ok(sent);
    }
    return unzip(sent);
  }

  private Parsed<byte[]> unzip(byte[] sent) {
    try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      byte[] bytes = unzipped.readNBytes(maxBytes + 1);
      return bytes.length > maxBytes ? Parsed.bad(tooLarge()) : Parsed.ok(bytes);
    } catch (IOException e) {
      return Parsed.bad("Body is not valid gzip, as its Content-Encoding says");
    }
  }

  private String tooLarge() {
    return "Body is larger than " + maxBytes / KILOBYTE + " KB";
  }

  private static String excerpt(String header) {
    return header.length() <= 40 ? header : header.substring(0, 40) + "…";
  }
}
