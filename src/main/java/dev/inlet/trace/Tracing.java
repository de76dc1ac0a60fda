package dev.inlet.trace;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Is told what becomes of single calls, from the delivery to where changes go. No call depends on
 * it: it never throws, never waits, and forgets a call after some minutes, at a restart, and when
 * too many are followed. What people sent is not told to it, but for the ids of messages, which it
 * keeps to itself.
 */
public interface Tracing extends AutoCloseable {
  /** Nobody traces. */
  Tracing OFF =
      new Tracing() {
        @Override
        public DeliveryTrace begin(String sender, Function<String, @Nullable String> headers) {
          return DeliveryTrace.NONE;
        }

        @Override
        public boolean isFollowing() {
          return false;
        }

        @Override
        public void passed(String stage, List<Passed> batch, Duration took) {}

        @Override
        public ForwardTrace forward(String by, String to, List<TracedMessage> messages) {
          return ForwardTrace.NONE;
        }

        @Override
        public void close() {}
      };

  /**
   * A delivery has come.
   *
   * @param sender the protocol
   * @param headers of the request, by their names: a trace that its sender has begun goes on
   * @return {@link DeliveryTrace#NONE} when it is not to be followed
   */
  DeliveryTrace begin(String sender, Function<String, @Nullable String> headers);

  /** Whether any call may be followed now; if not, nothing need be told. */
  boolean isFollowing();

  /**
   * Calls have come through a stage together, just now.
   *
   * @param stage its name
   * @param took how long the stage took for all of them
   */
  void passed(String stage, List<Passed> batch, Duration took);

  /**
   * Changes that these messages made are about to be sent, in one request.
   *
   * @param by what sends them
   * @param to where, in words of ours or the operator's
   */
  ForwardTrace forward(String by, String to, List<TracedMessage> messages);

  /** Sends what is left to be sent, for a moment. */
  @Override
  void close();
}
