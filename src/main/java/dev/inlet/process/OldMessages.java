package dev.inlet.process;

import java.util.Collection;
import java.util.Set;

/**
 * Remembers for good which messages were stored that nothing else would recognise: those of long
 * ago, and those that were imported. Used within the processor's transaction.
 */
public interface OldMessages {

  /** Which of these are remembered. */
  Set<MessageKey> known(Collection<MessageKey> keys);

  /** Remembers some that are not known yet. */
  void remember(Set<MessageKey> keys);

  /**
   * The accounts into which something was imported lately: of theirs, messages of these days may be
   * among those that are remembered, too.
   */
  Set<String> accountsImportedLately();
}
