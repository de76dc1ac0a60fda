package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.Warning;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The handlers, found by the call's class. Every call has exactly one, or Inlet does not start. */
@Singleton
public final class Handlers {
  private final Map<Class<?>, Handler<?>> byCall = new HashMap<>();

  Handlers(List<Handler<?>> handlers) {
    for (Handler<?> handler : handlers) {
      Handler<?> other = byCall.put(handler.handles(), handler);
      if (other != null) {
        throw new IllegalStateException(
            "Two handlers for %s: %s and %s; let one replace the other with @Replaces"
                .formatted(handler.handles().getSimpleName(), other, handler));
      }
    }
    for (Class<?> call : Call.class.getPermittedSubclasses()) {
      if (!byCall.containsKey(call)) {
        throw new IllegalStateException("No handler for " + call.getSimpleName());
      }
    }
  }

  /** Why a call is not taken, as its handler says; null when it is. */
  public <C extends Call> @Nullable Objection objection(C call, Settings settings) {
    return of(call).objection(call, settings);
  }

  /** What was repaired of a call: its clocks, its settings, and what its handler guessed. */
  public <C extends Call> Set<Warning> warnings(C call, Settings settings) {
    return Warning.union(
        Warning.union(call.common().warnings(), settings.warnings()),
        of(call).warnings(call, settings));
  }

  /** What a call asks for. */
  public <C extends Call> List<Change> handle(C call, Settings settings) {
    return of(call).handle(call, settings);
  }

  @SuppressWarnings("unchecked") // a handler stands under the class it says it handles
  private <C extends Call> Handler<C> of(C call) {
    var handler = (Handler<C>) byCall.get(call.getClass());
    if (handler == null) {
      throw new IllegalStateException("no handler for " + call.type());
    }
    return handler;
  }
}
