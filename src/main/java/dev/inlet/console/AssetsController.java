package dev.inlet.console;

import dev.inlet.console.page.Assets;
import dev.inlet.endpoint.AdminPort;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Serves what the pages link to, to everybody: the log-in page needs it too. */
@AdminPort(Assets.PATH)
final class AssetsController {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Assets assets;

  AssetsController(Assets assets) {
    this.assets = assets;
  }

  @Get("/{version}/{name}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> asset(String version, String name) {
    return assets
        .find(version, name)
        .<HttpResponse<byte[]>>map(
            file ->
                HttpResponse.ok(file)
                    .contentType(mediaType(name))
                    .header(HttpHeaders.CACHE_CONTROL, FOR_EVER))
        .orElseGet(HttpResponse::notFound);
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      default -> "image/svg+xml";
    };
  }
}
