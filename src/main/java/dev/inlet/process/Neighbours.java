package dev.inlet.process;

import dev.inlet.journal.Peers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this instance knows of others on the same journal, and so how soon it looks again for what
 * they have done: late while they tell, soon while they do something and do not, as an older
 * release does, since senders wait for 200.
 *
 * <p>What it hears comes from another thread; the rest is for the one that processes.
 */
final class Neighbours implements Peers.Listener {
  static final Duration SOON = Duration.ofMillis(20);
  static final Duration QUIET = Duration.ofMillis(100);

  /** Behind what they tell. */
  static final Duration TOLD = Duration.ofMillis(500);

  /** Where nobody else appends. */
  static final Duration ALONE = Duration.ofSeconds(1);

  /** For how long they are thought of after they did something and did not tell. */
  static final Duration REMEMBERED = Duration.ofSeconds(10);

  private final boolean mayExist;
  private final Peers peers;
  private final Runnable wake;
  private final AtomicLong toldEnd = new AtomicLong();
  private final AtomicLong toldMark = new AtomicLong();
  private volatile boolean processesHere;

  private long journaled;
  private boolean wereSilent;
  private long silentAt;

  /**
   * @param mayExist whether other instances may append to the same journal
   * @param wake has the thread that processes look at what was told
   */
  Neighbours(boolean mayExist, Peers peers, Runnable wake) {
    this.mayExist = mayExist;
    this.peers = peers;
    this.wake = wake;
  }

  /** Whether it is this instance that processes, and the others that wait for the mark. */
  void processHere(boolean isHere) {
    processesHere = isHere;
  }

  boolean processesHere() {
    return processesHere;
  }

  @Override
  public void journaled(long last) {
    toldEnd.accumulateAndGet(last, Math::max);
    if (processesHere) {
      wake.run();
    }
  }

  @Override
  public void processed(long mark) {
    toldMark.set(mark);
    if (!processesHere) {
      wake.run();
    }
  }

  /** Up to here calls are durable, as far as others have told since the last look. */
  long toldEnd() {
    return toldEnd.get();
  }

  /** Up to here calls are processed, if others have told since this was last asked; or 0. */
  long takeMark() {
    return toldMark.getAndSet(0);
  }

  /** Tells the others of calls that are durable here, unless they are processed here, too. */
  void tellJournaled(long last) {
    if (!processesHere) {
      peers.journaled(last);
    }
  }

  /** Tells the others, whose senders wait, how far it has come. */
  void tellProcessed(long mark) {
    peers.processed(mark);
  }

  /**
   * The journal is looked at.
   *
   * @param last where it ends
   * @param ours the last call that this instance appended
   */
  void looked(long last, long ours, long nowNanos) {
    // What was told may be more than there is, once the database has gone back to a copy.
    long told = toldEnd.getAndSet(0);
    if (last > Math.max(journaled, Math.max(ours, told))) {
      wereSilent(nowNanos);
    }
    journaled = Math.max(last, ours);
  }

  /** They did something that was found by looking. */
  void wereSilent(long nowNanos) {
    wereSilent = true;
    silentAt = nowNanos;
  }

  /** Whether they tell what they do, so that there is no need to look before. */
  boolean areHeard(long nowNanos) {
    return peers.areHeard() && !wereSilentLately(nowNanos);
  }

  private boolean wereSilentLately(long nowNanos) {
    return wereSilent && nowNanos - silentAt < REMEMBERED.toNanos();
  }

  /** How long to wait before the next look, unless they tell. */
  Duration pause(long nowNanos) {
    if (!mayExist) {
      return ALONE;
    }
    if (wereSilentLately(nowNanos)) {
      return SOON;
    }
    return peers.areHeard() ? TOLD : QUIET;
  }
}
