package dev.inlet.process;

import dev.inlet.codec.Parsed;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.handler.Change;
import dev.inlet.handler.Handlers;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.ReadCall;
import dev.inlet.process.Interpreter.Interpretation.Understood;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads journaled calls, and has the handlers say what they ask for. What a handler said ahead of
 * time is kept until the call is processed, so that no handler is asked twice.
 */
@Singleton
final class Interpreter {
  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);
  private static final String UNREADABLE = "It cannot be read any more as it was when it was taken";

  private final Rereader rereader;
  private final Handlers handlers;

  /** By sequence number: what was said ahead of time. */
  private final Map<Long, Understood> ahead = new ConcurrentHashMap<>();

  /** What a call asks for: {@link Understood}, or why nobody can tell. */
  sealed interface Interpretation permits Interpretation.Understood, Failure {

    /** What its handler made of it. */
    record Understood(List<Change> changes) implements Interpretation {}
  }

  Interpreter(Rereader rereader, Handlers handlers) {
    this.rereader = rereader;
    this.handlers = handlers;
  }

  /** Tries once, ahead of {@link #interpret}, which then has the same to tell. */
  Interpretation ahead(Journaled call) {
    Interpretation found = ask(call, 1);
    if (found instanceof Understood understood) {
      ahead.put(call.seq(), understood);
    }
    return found;
  }

  /** Tries so often, at least once; what a handler throws is a failure of the call's. */
  Interpretation interpret(Journaled call, int attempts) {
    Understood known = ahead.remove(call.seq());
    return known != null ? known : ask(call, attempts);
  }

  /** The calls up to a mark are processed, by whomever. */
  void processed(long mark) {
    ahead.keySet().removeIf(seq -> seq <= mark);
  }

  private Interpretation ask(Journaled call, int attempts) {
    return call.read() != null
        ? ask(call.read(), attempts)
        : switch (rereader.read(call.entry())) {
          case Parsed.Ok<ReadCall> read -> ask(read.value(), attempts);
          case Parsed.Bad<ReadCall> bad -> new Failure(UNREADABLE, attempts);
        };
  }

  private Interpretation ask(ReadCall read, int attempts) {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Change> changes = handlers.handle(read.call(), read.settings());
        return new Understood(changes);
      } catch (Throwable e) {
        // A vendor's handler may throw anything, even where the compiler would not let it.
        OutOfMemory.endIfIn(e);
        if (attempt == attempts) {
          var fault = new Fault(e);
          LOG.atDebug().log(fault::trace);
          // Not the exception's message, which may hold what people sent.
          String reason = "Its handler failed: %s at %s".formatted(fault, fault.place());
          return new Failure(reason, attempts);
        }
      }
    }
  }
}
