package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A running server's admin API. Whatever it refuses is {@link Failed}, with what it says; so is a
 * server that is not there.
 */
public final class AdminApi implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  /** Longer than the server lets its database take. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /** For what is work, and not only a question. */
  private static final Duration WORK_WITHIN = Duration.ofMinutes(5);

  private static final int PIECE = 1 << 16;
  private static final int LONGEST_REFUSAL = 1 << 16;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  private final URI address;
  private final @Nullable String token;
  private final HttpClient client;

  private AdminApi(URI address, @Nullable String token, @Nullable SSLContext trust) {
    this.address = address;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN);
    this.client = (trust == null ? builder : builder.sslContext(trust)).build();
  }

  /**
   * The one at an address such as {@code https://inlet.example.com} or {@code localhost:8081}.
   *
   * @param trust whose certificates are trusted; null for those that Java trusts
   */
  public static AdminApi at(String address, @Nullable String token, @Nullable SSLContext trust) {
    String url = address.contains("://") ? address : "http://" + address;
    try {
      URI uri = URI.create(url.replaceFirst("/+$", ""));
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return new AdminApi(uri, token, trust);
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like one of another protocol.
    }
    throw new WrongInput(address + " is no address of an admin API, such as http://localhost:8081");
  }

  /** Some text as a part of a path. */
  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What is at a path. */
  public JsonObject get(String path) {
    return ask("GET", path, BodyPublishers.noBody());
  }

  /** What comes of sending it some JSON. */
  public JsonObject send(String method, String path, String json) {
    return ask(method, path, BodyPublishers.ofString(json));
  }

  /** Deletes what is at a path. */
  public void delete(String path) {
    ask("DELETE", path, BodyPublishers.noBody());
  }

  /**
   * Everything in a list, page by page.
   *
   * @param name of the list, which is also that of the member that holds it
   */
  public List<JsonObject> all(String path, String name) {
    var found = new ArrayList<JsonObject>();
    walk(
        path,
        name,
        page -> {
          found.addAll(page);
          return true;
        });
    return found;
  }

  /** Reads a list page by page, as long as the reader wants more. */
  public void walk(String path, String name, Predicate<List<JsonObject>> reader) {
    String cursor = "";
    while (true) {
      JsonObject page = get(path + (path.contains("?") ? "&" : "?") + "limit=200" + cursor);
      List<JsonObject> items =
          Json.elements(page.members().getOrDefault(name, "[]")).stream()
              .map(Json::object)
              .toList();
      String next = Json.text(page.members().get("nextCursor"));
      if (!reader.test(items) || next == null) {
        return;
      }
      cursor = "&cursor=" + part(next);
    }
  }

  /** What comes of posting some text, which travels zipped. */
  public JsonObject sendZipped(String path, byte[] text) {
    HttpRequest.Builder request =
        to(path)
            .timeout(WORK_WITHIN)
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(zipped(text)));
    HttpResponse<byte[]> response = send(request);
    return answer(response.statusCode(), response.body());
  }

  private static byte[] zipped(byte[] text) {
    var zipped = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(text);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return zipped.toByteArray();
  }

  /**
   * Saves what is at a path, however long it takes.
   *
   * @throws IOException when it cannot be saved
   */
  public void download(String path, OutputStream file) throws IOException {
    save(to(path).GET(), file, true);
  }

  /**
   * Posts nothing, and saves what is answered, however long it takes.
   *
   * @param isNeeded whether there must be a server
   * @return false when there is none
   * @throws IOException when it cannot be saved
   */
  public boolean save(String path, OutputStream file, boolean isNeeded) throws IOException {
    return save(to(path).POST(BodyPublishers.noBody()), file, isNeeded);
  }

  private boolean save(HttpRequest.Builder request, OutputStream file, boolean isNeeded)
      throws IOException {
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      if (e instanceof ConnectException && !isNeeded) {
        return false;
      }
      throw nobody();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
    try (InputStream body = response.body()) {
      if (response.statusCode() / 100 != 2) {
        answer(response.statusCode(), read(body, LONGEST_REFUSAL));
        throw notInlet();
      }
      for (byte[] piece = read(body, PIECE); piece.length > 0; piece = read(body, PIECE)) {
        file.write(piece);
      }
      return true;
    }
  }

  private byte[] read(InputStream body, int length) {
    try {
      return body.readNBytes(length);
    } catch (IOException e) {
      throw new Failed(
          "what the Inlet at %s sent has broken off: its log tells why, try again"
              .formatted(address));
    }
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private JsonObject ask(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        to(path)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .method(method, body);
    HttpResponse<byte[]> response = send(request);
    return answer(response.statusCode(), response.body());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (SSLException e) {
      throw new Failed(
          ("%s shows no certificate that is trusted here for this name: name it as in its certificate,"
                  + " name that by --trust, or ask by http if it speaks no TLS")
              .formatted(address));
    } catch (IOException e) {
      throw nobody();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }

  private Failed nobody() {
    return new Failed(
        "no Inlet answers at %s: start it, or name another by --address or INLET_ADDRESS"
            .formatted(address));
  }

  private JsonObject answer(int status, byte[] sent) {
    if (status == NO_CONTENT) {
      return Json.object("{}");
    }
    JsonObject body =
        switch (Json.object(sent, "The answer")) {
          case Parsed.Ok<JsonObject> ok -> ok.value();
          case Parsed.Bad<JsonObject> bad -> throw notInlet();
        };
    if (status / 100 == 2) {
      return body;
    }
    String message = Json.text(body.members().get("message"));
    if (message == null) {
      throw notInlet();
    }
    throw switch (status) {
      case BAD_REQUEST -> new WrongInput(message);
      case UNAUTHORIZED -> new Failed(message + ", by --token or INLET_TOKEN");
      default -> new Failed(message);
    };
  }

  private Failed notInlet() {
    return new Failed("what answers at " + address + " is no admin API of Inlet");
  }

  @Override
  public void close() {
    client.close();
  }
}
