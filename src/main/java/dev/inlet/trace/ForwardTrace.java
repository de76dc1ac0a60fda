package dev.inlet.trace;

import org.jspecify.annotations.Nullable;

/** Of a trace, that changes are sent on. */
public interface ForwardTrace {
  /** Of changes whose calls nobody follows. */
  ForwardTrace NONE =
      new ForwardTrace() {
        @Override
        public @Nullable String traceparent() {
          return null;
        }

        @Override
        public void ended(boolean isDelivered) {}
      };

  /**
   * What tells the receiver to go on with the trace, as W3C Trace Context has it; null: nothing.
   */
  @Nullable String traceparent();

  /** The attempt is over. */
  void ended(boolean isDelivered);
}
