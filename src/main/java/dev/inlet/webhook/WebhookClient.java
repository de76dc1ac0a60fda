package dev.inlet.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Posts to subscribers, by the JDK's client. A name is resolved here, all its addresses are
 * checked, and the connection is made to one that was: so no name can lead inside by resolving to
 * something else a moment later. The certificate is checked for the name. Redirects are not
 * followed, and no more of an answer is read than is shown.
 */
@Singleton
public final class WebhookClient {
  /** The JDK lets nobody name another host than the address, unless this is set at its start. */
  public static final String HOST_MAY_BE_SET = "jdk.httpclient.allowRestrictedHeaders";

  static final int SHOWN_BYTES = 1_024;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  /** From the name to the end of the answer. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private static final Duration LONGEST_ADVICE = Duration.ofDays(1);
  private static final int MOST_CLIENTS = 500;

  private final WebhookPolicy policy;
  private final Ticker ticker;

  /** By the name that the certificate must be for; none for plain http. */
  private final Cache<String, HttpClient> clients =
      Caffeine.newBuilder()
          .maximumSize(MOST_CLIENTS)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  WebhookClient(WebhookPolicy policy, Ticker ticker) {
    this.policy = policy;
    this.ticker = ticker;
  }

  /**
   * Why nothing may be sent to an address; null when it may be. Its name is looked up when
   * something is sent, each time.
   */
  public static @Nullable String objection(URI url, boolean allowsPrivate) {
    String scheme = url.getScheme();
    boolean isPlain = "http".equalsIgnoreCase(scheme);
    if (!"https".equalsIgnoreCase(scheme) && !(isPlain && allowsPrivate)) {
      return isPlain
          ? "url must be https: plain http is for inlet.forward.allow-private alone"
          : "url must be an https address";
    }
    if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return "url must name a host, and have no user and no fragment: send a password in headers";
    }
    InetAddress written = TargetAddresses.written(url.getHost());
    return written == null || TargetAddresses.isAllowed(written, allowsPrivate)
        ? null
        : notPublic(url.getHost(), TargetAddresses.isAllowed(written, true));
  }

  private static String notPublic(String host, boolean isPrivate) {
    return host
        + (isPrivate
            ? " is not public: name another host, or allow private ones by"
                + " inlet.forward.allow-private (INLET_FORWARD_ALLOW_PRIVATE)"
            : " is never sent to: name another host");
  }

  /** Posts, and waits for the answer, some seconds at most. */
  public WebhookReply post(URI url, Map<String, String> headers, byte[] body) {
    long start = ticker.read();
    String objection = objection(url, policy.allowsPrivate());
    if (objection != null) {
      return WebhookReply.none(objection, took(start));
    }
    try {
      InetAddress address = address(url.getHost());
      return address == null
          ? WebhookReply.none("The host has an address that is not public", took(start))
          : post(url, address, headers, body, start);
    } catch (UnknownHostException e) {
      return WebhookReply.none("The host is not known", took(start));
    } catch (IllegalArgumentException | URISyntaxException e) {
      return WebhookReply.none("The request cannot be made", took(start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return WebhookReply.none("Inlet stops", took(start));
    }
  }

  /** One of a host's addresses, all of which may be connected to; null when one may not. */
  private @Nullable InetAddress address(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    for (InetAddress one : all) {
      if (!TargetAddresses.isAllowed(one, policy.allowsPrivate())) {
        return null;
      }
    }
    return all[0];
  }

  private WebhookReply post(
      URI url, InetAddress address, Map<String, String> headers, byte[] body, long start)
      throws URISyntaxException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(address, url))
            .timeout(ANSWER_WITHIN)
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    request.setHeader("Host", url.getHost() + port);
    var head = new AtomicReference<ResponseInfo>();
    CompletableFuture<HttpResponse<String>> answer =
        client(url)
            .sendAsync(
                request.build(),
                info -> {
                  head.set(info);
                  return new Beginning();
                });
    try {
      long left = ANSWER_WITHIN.minus(took(start)).toNanos();
      HttpResponse<String> complete = answer.get(left, TimeUnit.NANOSECONDS);
      return answered(complete.statusCode(), complete.headers(), complete.body(), start);
    } catch (TimeoutException e) {
      answer.cancel(true);
      ResponseInfo known = head.get();
      return known == null
          ? WebhookReply.none(
              "No answer within %d s".formatted(ANSWER_WITHIN.toSeconds()), took(start))
          : answered(known.statusCode(), known.headers(), "", start);
    } catch (ExecutionException e) {
      return failed(head.get(), e.getCause(), start);
    }
  }

  private WebhookReply failed(@Nullable ResponseInfo head, @Nullable Throwable cause, long start) {
    if (head != null) {
      return answered(head.statusCode(), head.headers(), "", start);
    }
    String kind = cause == null ? "" : cause.getClass().getSimpleName();
    String problem =
        switch (kind) {
          case "HttpConnectTimeoutException", "ConnectException" -> "Nobody takes the connection";
          case "HttpTimeoutException" ->
              "No answer within %d s".formatted(ANSWER_WITHIN.toSeconds());
          case "SSLHandshakeException", "SSLException", "SSLPeerUnverifiedException" ->
              "The certificate, or TLS, is not good";
          default -> "The connection broke: " + kind;
        };
    return WebhookReply.none(problem, took(start));
  }

  private WebhookReply answered(int status, HttpHeaders headers, String body, long start) {
    Duration retryAfter =
        headers.firstValue("Retry-After").map(WebhookClient::seconds).orElse(null);
    return new WebhookReply(status, null, took(start), body, retryAfter);
  }

  private static @Nullable Duration seconds(String retryAfter) {
    try {
      long seconds = Long.parseLong(retryAfter.strip());
      return seconds < 0 ? null : Duration.ofSeconds(Math.min(seconds, LONGEST_ADVICE.toSeconds()));
    } catch (NumberFormatException e) {
      return null; // A date, by whatever clock; the usual pause does.
    }
  }

  private Duration took(long start) {
    return Duration.ofNanos(ticker.read() - start);
  }

  /** The same with the address in place of the name. */
  private static URI at(InetAddress address, URI url) throws URISyntaxException {
    String literal = address.getHostAddress();
    if (address instanceof Inet6Address) {
      int zone = literal.indexOf('%');
      literal = "[" + (zone < 0 ? literal : literal.substring(0, zone)) + "]";
    }
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return new URI(url.getScheme() + "://" + literal + port + path + query);
  }

  private HttpClient client(URI url) {
    boolean isPlain = "http".equalsIgnoreCase(url.getScheme());
    return clients.get(isPlain ? "" : url.getHost(), WebhookClient::newClient);
  }

  private static HttpClient newClient(String tlsName) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(context())
            .connectTimeout(CONNECT_WITHIN)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (!tlsName.isEmpty() && !tlsName.startsWith("[") && !isLiteral(tlsName)) {
      var parameters = new SSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(tlsName)));
      builder.sslParameters(parameters);
    }
    return builder.build();
  }

  /**
   * One for each name. Sessions are found again by address, so what a server has proved of one name
   * would count for another one there.
   */
  private static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static boolean isLiteral(String host) {
    return host.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
  }

  /** Takes the beginning of a body, and then no more. */
  private static final class Beginning implements BodySubscriber<String> {
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription its) {
      subscription = its;
      its.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        var some = new byte[Math.min(buffer.remaining(), SHOWN_BYTES - bytes.size())];
        buffer.get(some);
        bytes.writeBytes(some);
      }
      Flow.Subscription its = subscription;
      if (its == null) {
        return;
      }
      if (bytes.size() < SHOWN_BYTES) {
        its.request(1);
      } else {
        its.cancel();
        onComplete();
      }
    }

    @Override
    public void onError(Throwable failure) {
      onComplete();
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toString(StandardCharsets.UTF_8).replace('\u0000', ' '));
    }
  }
}
