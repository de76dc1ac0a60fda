package dev.inlet.journal.commit;

import dev.inlet.journal.AcceptedCall;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes calls durable before they come into the journal, which they do afterwards and by
 * themselves; so nobody waits to see them processed. Where there is none, the journal itself makes
 * them durable.
 */
public interface CallRelay {

  /**
   * Begins to make the calls of one request durable. Waits while too much is on its way. Called by
   * one thread only; never fails.
   *
   * @param done told once, within seconds and by any thread, whether all of them are durable; when
   *     not, some or all may be so nevertheless, which is harmless, because repeats are dropped
   *     later
   */
  void send(List<AcceptedCall> calls, Consumer<Boolean> done);
}
