package dev.inlet.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.runtime.Micronaut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least that a Micronaut server can do with a call: read its JSON to the end, and answer 200.
 *
 * <p>It runs on Inlet's server settings and libraries, without Inlet's beans and without a
 * database.
 */
@Controller
@Requires(env = "bench")
final class BareEndpoint {
  /** Answers 200 as soon as the endpoint is up. */
  static final String READY = "/bare";

  private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.UTF_8);

  private final JsonFactory json = new JsonFactory();

  public static void main(String[] args) {
    Micronaut.build(args)
        .mainClass(BareEndpoint.class)
        .banner(false)
        .beanConfigurations(new SwitchedOff())
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

  @Get(READY)
  byte[] ready() {
    return ANSWER;
  }

  /** Inlet's own beans, and those that would open its database. */
  private static final class SwitchedOff implements BeanConfiguration {
    private static final List<String> PACKAGES =
        List.of("dev.inlet.", "com.zaxxer.", "io.micronaut.data.", "io.micronaut.transaction.");

    @Override
    public boolean isWithin(String className) {
      return PACKAGES.stream().anyMatch(className::startsWith)
          && !className.startsWith(BareEndpoint.class.getPackageName());
    }

    @Override
    public boolean isEnabled(BeanContext context, @Nullable BeanResolutionContext resolution) {
      return false;
    }

    @Override
    public AnnotationMetadata getAnnotationMetadata() {
      return AnnotationMetadata.EMPTY_METADATA;
    }

    @Override
    public @Nullable Package getPackage() {
      return null;
    }

    @Override
    public String getName() {
      return "switched off for the bare endpoint";
    }

    @Override
    public @Nullable String getVersion() {
      return null;
    }
  }
}
