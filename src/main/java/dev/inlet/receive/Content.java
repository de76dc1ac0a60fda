package dev.inlet.receive;

import dev.inlet.codec.Parsed;
import java.util.List;

/** The body of a request, arrived and within the protocol's limits. */
@FunctionalInterface
public interface Content {

  /** The calls in it, in their order, which may be none; or why they cannot be read. */
  Parsed<List<Message>> messages();
}
