package dev.inlet.endpoint;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;

/** Serves the contract that this very server is held against. */
@Controller("/openapi/inlet.yml")
final class ContractController {
  private final byte[] contract;

  ContractController(ResourceLoader resources) throws IOException {
    try (InputStream file =
        resources.getResourceAsStream("classpath:openapi/inlet.yml").orElseThrow()) {
      this.contract = file.readAllBytes();
    }
  }

  @Get
  @Produces("application/yaml")
  byte[] contract() {
    return contract;
  }
}
