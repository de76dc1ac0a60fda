package dev.inlet.endpoint;

import dev.inlet.codec.Flaw;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Crowded;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that must be JSON: plain or gzip, within a limit that counts after
 * decompression.
 *
 * <p>What is wrong with it is a problem. A body that cannot be read through no fault of its own,
 * because memory is short or its connection has broken off, makes the reading fail.
 */
public final class JsonBody {
  private static final int KILOBYTE = 1024;

  private final NettyHttpRequest<?> request;
  private final Arrival arrival;
  private final int maxBytes;
  private final boolean saysJson;
  private @Nullable CompletionStage<Parsed<byte[]>> read;

  private JsonBody(HttpRequest<?> request, int maxBytes, boolean saysJson) {
    this.request = (NettyHttpRequest<?>) request;
    this.arrival = Arrivals.of(this.request);
    this.maxBytes = maxBytes;
    this.saysJson = saysJson;
  }

  /**
   * A body whose Content-Type must say that it is JSON.
   *
   * @param maxBytes the largest body that is read, decompressed
   */
  static JsonBody declaredIn(HttpRequest<?> request, int maxBytes) {
    return new JsonBody(request, maxBytes, true);
  }

  /**
   * A body that is JSON whatever its Content-Type says: SDKs send plain text to spare a preflight,
   * and say a form without meaning to.
   *
   * @param maxBytes the largest body that is read, decompressed
   */
  public static JsonBody anyhowIn(HttpRequest<?> request, int maxBytes) {
    return new JsonBody(request, maxBytes, false);
  }

  /**
   * Reads the body of a request of this account once it has arrived. Fails with {@link Crowded}
   * when its requests take as much memory as they may.
   */
  public CompletionStage<Parsed<byte[]>> readOf(String accountId) {
    return arrival.countFor(accountId) ? read() : tooMuch();
  }

  /**
   * Reads a body in which a key is to be found. Fails with {@link Crowded} when those of all who
   * are not known yet take as much memory as they may.
   */
  public CompletionStage<Parsed<byte[]>> readOfAStranger() {
    return arrival.countForStrangers() ? read() : tooMuch();
  }

  private static CompletionStage<Parsed<byte[]>> tooMuch() {
    return CompletableFuture.failedFuture(new Crowded(Arrivals.TOO_MUCH));
  }

  /** Checks what the headers say before waiting for it. Once, whoever asks first. */
  private CompletionStage<Parsed<byte[]>> read() {
    if (read == null) {
      Parsed<byte[]> problem = problemWithHeaders();
      read =
          problem == null
              ? request.byteBody().buffer().handle(this::decoded).thenCompose(Function.identity())
              : CompletableFuture.completedFuture(problem);
    }
    return read;
  }

  /** Keeps nothing of it any more: nobody will ask for it. */
  public void discard() {
    arrival.letGo();
    Connections.threadOf(request)
        .execute(
            () -> {
              if (request.byteBody() instanceof CloseableByteBody body) {
                body.close();
              }
            });
  }

  /** What the headers say that is wrong; null when nothing is. */
  private @Nullable Parsed<byte[]> problemWithHeaders() {
    List<String> types = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
    if (saysJson && (types.size() != 1 || !isJson(types.getFirst()))) {
      return Parsed.bad(
          Flaw.MEDIA_TYPE,
          "Content-Type must be application/json"
              + (types.isEmpty() ? "; there is none" : ", not " + excerpt(types.getFirst())));
    }
    List<String> codings = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
    if (codings.size() > 1 || !isIdentity(codings) && !isGzip(codings)) {
      return Parsed.bad(
          Flaw.MEDIA_TYPE,
          "Content-Encoding must be gzip or identity, not " + excerpt(String.join(", ", codings)));
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

  private CompletionStage<Parsed<byte[]>> decoded(
      @Nullable CloseableAvailableByteBody body, @Nullable Throwable failure) {
    if (body != null) {
      return CompletableFuture.completedFuture(decode(body));
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ContentLengthExceededException
        || cause instanceof BufferLengthExceededException) {
      return CompletableFuture.completedFuture(tooLarge());
    }
    return cause instanceof BrokenFraming broken
        ? CompletableFuture.completedFuture(Parsed.bad(Flaw.UNREADABLE, broken.problem()))
        : CompletableFuture.failedFuture(cause == null ? new IOException("nothing came") : cause);
  }

  private Parsed<byte[]> decode(CloseableAvailableByteBody body) {
    byte[] sent = body.toByteArray();
    if (isIdentity(request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING))) {
      return sent.length > maxBytes ? tooLarge() : Parsed.ok(sent);
    }
    return unzip(sent);
  }

  private Parsed<byte[]> unzip(byte[] sent) {
    try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      byte[] bytes = unzipped.readNBytes(maxBytes + 1);
      return bytes.length > maxBytes ? tooLarge() : Parsed.ok(bytes);
    } catch (IOException e) {
      return Parsed.bad(Flaw.UNREADABLE, "Body is not valid gzip, as its Content-Encoding says");
    }
  }

  private <T> Parsed<T> tooLarge() {
    return Parsed.bad(Flaw.TOO_LARGE, "Body is larger than " + maxBytes / KILOBYTE + " KB");
  }

  private static String excerpt(String header) {
    return header.length() <= 40 ? header : header.substring(0, 40) + "…";
  }
}
