package dev.inlet.console;

import dev.inlet.RunningInlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who visits the console without a browser: keeps the cookie, follows nothing. */
public final class ConsoleVisitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String root;
  private String cookie = "";
  private String token = "";

  public ConsoleVisitor(RunningInlet inlet) {
    this.root = "http://localhost:" + inlet.consolePort();
  }

  /** Opens a page, with headers as pairs of name and value. */
  public HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(URI.create(root + path)).GET(), headers);
  }

  /** Sends a form with the token of the page that was opened last. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    var all = new LinkedHashMap<>(fields);
    all.putIfAbsent("token", token);
    return postExactly(path, all);
  }

  /** Sends a form with these fields and no others. */
  public HttpResponse<String> postExactly(
      String path, Map<String, String> fields, String... headers) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return send(
        HttpRequest.newBuilder(URI.create(root + path)).POST(BodyPublishers.ofString(body)),
        all.toArray(String[]::new));
  }

  /** Logs in; the visitor's next requests are those of the administrator. */
  public HttpResponse<String> logIn(String password) {
    get("/console/login");
    return post("/console/login", Map.of("password", password, "to", "/console/tester"));
  }

  /** Logs in as somebody with a name. */
  public HttpResponse<String> logIn(String name, String password) {
    get("/console/login");
    return post("/console/login", Map.of("name", name, "password", password));
  }

  /** The cookie it has, as its name and value. */
  public String cookie() {
    return cookie;
  }

  public void useCookie(String other) {
    cookie = other;
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").stream()
          .filter(set -> !set.startsWith("inlet-account="))
          .forEach(set -> cookie = set.substring(0, set.indexOf(';')));
      Matcher found = TOKEN.matcher(response.body());
      token = found.find() ? found.group(1) : token;
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
