package dev.inlet.console.docs;

import dev.inlet.endpoint.AdminPort;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the contract with Swagger UI, out of the jar alone. It tells nothing that the public port
 * does not serve, so it is shown to everybody; it sends nothing.
 */
@AdminPort("/docs")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {
  /** Where the viewer's files are; the build fills in its version. */
  private static final String VIEWER = "static/docs/viewer.txt";

  /** What is served, with its type. */
  private static final Map<String, String> TYPES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "docs.css", "text/css; charset=utf-8",
          "docs.js", "text/javascript; charset=utf-8",
          "inlet.yml", "application/yaml");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          HttpHeaders.CACHE_CONTROL,
          "max-age=3600");

  private final ResourceLoader resources;

  DocsController(ResourceLoader resources) {
    this.resources = resources;
  }

  @Get
  HttpResponse<byte[]> page() throws IOException {
    return answer("static/docs/index.html", MediaType.TEXT_HTML + "; charset=utf-8");
  }

  @Get("/{name}")
  HttpResponse<byte[]> file(String name) throws IOException {
    String type = TYPES.get(name);
    return type == null ? HttpResponse.notFound() : answer(path(name), type);
  }

  private String path(String name) throws IOException {
    if (name.equals("inlet.yml")) {
      return "openapi/inlet.yml";
    }
    return name.startsWith("swagger-ui") ? viewer() + name : "static/docs/" + name;
  }

  private String viewer() throws IOException {
    try (InputStream file = resources.getResourceAsStream("classpath:" + VIEWER).orElseThrow()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private HttpResponse<byte[]> answer(String path, String type) throws IOException {
    Optional<InputStream> found = resources.getResourceAsStream("classpath:" + path);
    if (found.isEmpty()) {
      return HttpResponse.notFound();
    }
    try (InputStream file = found.get()) {
      MutableHttpResponse<byte[]> answer = HttpResponse.ok(file.readAllBytes());
      answer.header(HttpHeaders.CONTENT_TYPE, type);
      HEADERS.forEach(answer::header);
      return answer;
    }
  }
}
