package dev.inlet.tester;

import dev.inlet.tester.Reply.Answered;
import dev.inlet.tester.Reply.Silent;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends requests over real HTTP/1.1, follows no redirect, and waits ten seconds at most. */
public final class Wire implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_BODY = 64 * 1024;

  private final HttpClient client;

  /**
   * @param trust whose certificates are trusted; null for those that Java trusts
   */
  public Wire(@Nullable SSLContext trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE);
    this.client = (trust == null ? builder : builder.sslContext(trust)).build();
  }

  /**
   * Sends a request, and waits for its answer.
   *
   * @throws IllegalArgumentException when it cannot be sent at all, such as for a header that is
   *     not allowed
   */
  public Reply send(HttpCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .timeout(PATIENCE)
            .method(
                call.method(),
                call.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(call.body()));
    call.headers().forEach(request::header);
    return send(request.build());
  }

  private Reply send(HttpRequest request) {
    long start = System.nanoTime();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
        return new Answered(
            response.statusCode(), new TreeMap<>(response.headers().map()), text, since(start));
      }
    } catch (IOException e) {
      return new Silent(reason(e), since(start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Silent("Interrupted", since(start));
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "No such host";
      }
      if (cause instanceof HttpConnectTimeoutException) {
        return "No connection in time";
      }
      if (cause instanceof ConnectException) {
        return "Nobody listens there";
      }
    }
    return e.getMessage() == null ? "No connection" : e.getMessage();
  }

  @Override
  public void close() {
    client.close();
  }
}
