package dev.inlet.journal.commit;

import dev.inlet.journal.Journaled;
import java.util.List;
import java.util.function.LongConsumer;

/** What comes right behind the journal. */
public interface JournalListener {

  /**
   * Takes over calls that have just become durable, in the order of the journal. Must not block:
   * the journal's writer calls it.
   */
  void follow(List<Journaled> calls, List<WaitingRequest> waiting);

  /**
   * Tells a listener up to which sequence number calls are processed, or are certain to be soon,
   * whenever that has moved; it may go back. It is called by the thread that processes, and must
   * not block.
   */
  void onProgress(LongConsumer listener);
}
