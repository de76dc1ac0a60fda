package dev.inlet.process;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Remembers which messages were processed, for at least the time Segment repeats them in. Used
 * within the processor's transaction.
 */
public interface SeenMessages {
  /** How long each message is remembered at least. */
  Duration REMEMBERED = Duration.ofDays(7);

  /** A message and its place in the journal. */
  record Occurrence(MessageKey key, long seq) {}

  /**
   * Which of these messages were processed before, and where in the journal each of them stood at
   * first; 0 when it is too old for that to be known.
   *
   * @param mark the last sequence number that is processed, whoever processed it
   */
  Map<MessageKey, Long> seen(Collection<MessageKey> keys, long mark);

  /**
   * Remembers messages, in the order of their sequence numbers.
   *
   * @param upTo where the mark will be moved to in this transaction
   */
  void remember(List<Occurrence> occurrences, long upTo);
}
