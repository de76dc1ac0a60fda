package dev.inlet.process;

import dev.inlet.call.Warning;
import dev.inlet.codec.Parsed;
import dev.inlet.handler.Handlers;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.ReadCall;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * What was repaired of a journaled call. It follows from the call itself, so it is found by reading
 * the call again; a setting that was left out as blank cannot be seen any more.
 */
@Singleton
public final class Repairs {
  private final Rereader rereader;
  private final Handlers handlers;

  Repairs(Rereader rereader, Handlers handlers) {
    this.rereader = rereader;
    this.handlers = handlers;
  }

  /** What was repaired of a call; empty when it cannot be read any more. */
  public Set<Warning> of(Journaled call) {
    return switch (rereader.read(call.entry())) {
      case Parsed.Ok<ReadCall> read ->
          handlers.warnings(read.value().call(), read.value().settings());
      case Parsed.Bad<ReadCall> bad -> Set.of();
    };
  }
}
