package dev.inlet.trace;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trace of one delivery, until that is answered. */
public interface DeliveryTrace {
  /** Of a delivery that nobody wants to follow: nothing that is told to it costs anything. */
  DeliveryTrace NONE =
      new DeliveryTrace() {
        @Override
        public boolean isFollowed() {
          return false;
        }

        @Override
        public void ofAccount(String accountId) {}

        @Override
        public void follow(Collection<String> types, List<TracedCall> calls) {}

        @Override
        public void answered(String outcome, @Nullable String cause, boolean isFault) {}
      };

  /** Whether anything that is told is shown to anybody. */
  boolean isFollowed();

  /** Whose delivery it is, once its key is known. */
  void ofAccount(String accountId);

  /** It brought these calls, which are about to be journaled; from now on they are followed. */
  void follow(Collection<String> types, List<TracedCall> calls);

  /**
   * The delivery is answered, which is said once.
   *
   * @param outcome what came of it, in a word
   * @param cause why it was refused; null when it was not
   * @param isFault whether the cause is not its sender's, so that it may come again
   */
  void answered(String outcome, @Nullable String cause, boolean isFault);
}
