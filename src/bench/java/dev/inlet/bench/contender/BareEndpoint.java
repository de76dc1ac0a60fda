package dev.inlet.bench.contender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.Micronaut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The least that a Micronaut server can do with a call: read its JSON to the end, and answer 200.
 *
 * <p>It runs on Inlet's server settings and libraries, without Inlet's beans and without a
 * database.
 */
@Controller
@Requires(env = "bare")
public final class BareEndpoint {
  private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.UTF_8);

  private final JsonFactory json = new JsonFactory();

  BareEndpoint() {}

  /** Starts the server, in the environment {@code bare}. */
  public static void main(String[] args) {
    Micronaut.build(args)
        .mainClass(BareEndpoint.class)
        .banner(false)
        .beanConfigurations(new WithoutInlet())
        .start();
  }

  @Post("/destination")
  byte[] receive(@Body byte[] body) throws IOException {
    try (JsonParser parser = json.createParser(body)) {
      while (parser.nextToken() != null) {
        parser.finishToken(); // or the parser would skip the text of values nobody reads
      }
    }
    return ANSWER;
  }

  @Get("/ready")
  byte[] ready() {
    return ANSWER;
  }
}
