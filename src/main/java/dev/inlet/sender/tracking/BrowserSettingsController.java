package dev.inlet.sender.tracking;

import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.Connections;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that analytics.js asks for before it sends. They are the same for every key, known
 * or not, so that they tell nobody which keys exist.
 */
@Controller(TrackingController.V1)
final class BrowserSettingsController {

  /**
   * The settings for one key. They name this host as the one to send calls to; a page that names
   * another one is not overruled.
   */
  @Get("/{projects:(?i)projects}/{key}/{settings:(?i)settings}")
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<String> settings(
      String key,
      HttpRequest<?> request,
      @Header("X-Forwarded-Proto") @Nullable String forwardedProtocol) {
    String host = request.getHeaders().get(HttpHeaders.HOST);
    boolean isSecure = Connections.isSecure(request) || "https".equalsIgnoreCase(forwardedProtocol);
    String protocol = isSecure ? "https" : "http";
    return HttpResponse.ok(settings(key, host, protocol))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static String settings(String key, @Nullable String host, String protocol) {
    var segment =
        new JsonMembers()
            .text("apiKey", key)
            .texts("unbundledIntegrations", List.of())
            .bool("addBundledMetadata", true);
    if (host != null) {
      segment.text("apiHost", host + "/v1").text("protocol", protocol);
    }
    return new JsonMembers()
        .object("integrations", Map.of("Segment.io", segment.toString()))
        .raw("plan", "{\"track\":{\"__default\":{\"enabled\":true,\"integrations\":{}}}}")
        .raw("edgeFunction", Json.write(Map.of()))
        .raw("metrics", "{\"sampleRate\":0}")
        .bool("analyticsNextEnabled", true)
        .texts("remotePlugins", List.of())
        .toString();
  }
}
