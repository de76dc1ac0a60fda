package dev.inlet.delivery;

import dev.inlet.codec.Parsed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request, arrived and within the protocol's limits. */
@FunctionalInterface
public interface Content {

  /** The body, to be kept when it is refused, without keys; null when one may stand in it. */
  default byte @Nullable [] sent() {
    return null;
  }

  /** The calls in it, in their order, which may be none; or why they cannot be read. */
  Parsed<List<Message>> messages();
}
