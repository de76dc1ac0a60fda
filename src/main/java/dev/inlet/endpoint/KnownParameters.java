package dev.inlet.endpoint;

import dev.inlet.operate.OperationRefused;
import io.micronaut.http.HttpParameters;
import java.util.List;

/** Refuses a parameter of an address that is misspelt: what it was to narrow would not be. */
public final class KnownParameters {
  private static final int SHOWN = 40;

  private KnownParameters() {}

  /**
   * Does nothing when there are no others than these.
   *
   * @throws OperationRefused when there is one; it names all that could be meant
   */
  public static void only(HttpParameters sent, String... known) {
    for (String name : sent.names()) {
      if (!List.of(known).contains(name)) {
        throw OperationRefused.wrong(
            "Unknown parameter %s: there are %s"
                .formatted(
                    name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…",
                    String.join(", ", known)));
      }
    }
  }
}
