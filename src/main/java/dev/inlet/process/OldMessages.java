package dev.inlet.process;

import java.util.Collection;
import java.util.Set;

/**
 * Remembers for good which messages of long ago were stored that nothing else would recognise. Used
 * within the processor's transaction.
 */
public interface OldMessages {

  /** Which of these are remembered. */
  Set<MessageKey> known(Collection<MessageKey> keys);

  /** Remembers some that are not known yet. */
  void remember(Set<MessageKey> keys);
}
