package dev.inlet.sender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Stands before Inlet, and ends TLS with a certificate for localhost that was made for it. */
final class TlsProxy implements AutoCloseable {
  private static final String PASSWORD = "of no use";

  private final OkHttpClient client = new OkHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int target;
  private final int times;
  private final KeyStore keys;
  private final HttpsServer server;

  private TlsProxy(int target, int times, KeyStore keys)
      throws IOException, GeneralSecurityException {
    this.target = target;
    this.times = times;
    this.keys = keys;
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.start();
  }

  /**
   * Starts one before a port of this machine.
   *
   * @param folder where its key is kept
   * @param times how often to send on what is posted
   */
  static TlsProxy before(int port, Path folder, int times) throws Exception {
    Path file = folder.resolve("tls.p12");
    if (!Files.exists(file)) {
      makeKey(file);
    }
    return new TlsProxy(port, times, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  private static void makeKey(Path file) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "tls",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("keytool has made no key");
    }
  }

  /** The host and port that clients connect to. */
  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** A client that trusts the proxy, and nobody else. */
  OkHttpClient trusting() throws GeneralSecurityException {
    return new OkHttpClient.Builder()
        .sslSocketFactory(context().getSocketFactory(), trust())
        .build();
  }

  private SSLContext context() throws GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), new X509TrustManager[] {trust()}, null);
    return context;
  }

  private X509TrustManager trust() throws GeneralSecurityException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("tls", keys.getCertificate("tls"));
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      return (X509TrustManager) managers.getTrustManagers()[0];
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream sent = exchange.getRequestBody()) {
      byte[] body = sent.readAllBytes();
      Request request = request(exchange, body);
      for (int i = 1; i < times && exchange.getRequestMethod().equals("POST"); i++) {
        client.newCall(request).execute().close();
      }
      try (Response answer = client.newCall(request).execute()) {
        answer
            .headers()
            .forEach(
                header -> exchange.getResponseHeaders().add(header.getFirst(), header.getSecond()));
        byte[] text = Objects.requireNonNull(answer.body()).bytes();
        exchange.sendResponseHeaders(answer.code(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }

  /** With the host that was asked for, as proxies are set up to send it. */
  private Request request(HttpExchange exchange, byte[] body) {
    String method = exchange.getRequestMethod();
    var request =
        new Request.Builder()
            .url("http://localhost:" + target + exchange.getRequestURI())
            .method(method, method.equals("GET") ? null : RequestBody.create(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    return request.header("X-Forwarded-Proto", "https").build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.connectionPool().evictAll();
  }
}
