package dev.inlet.journal;

import java.util.Collection;

/**
 * The other instances on the same database, and what they tell each other, so that nobody waits
 * until it looks again. Nothing relies on that: who hears nothing looks all the same, only later.
 *
 * <p>Telling never blocks and never fails. Several things told at once may arrive as the last of
 * them.
 */
public interface Peers {

  /** Who hears what the others tell. It is called by a thread of its own, and must not block. */
  interface Listener {
    /** Calls up to this one are durable. */
    void journaled(long last);

    /** Calls up to this one are processed. */
    void processed(long mark);
  }

  /** Where there are no others. */
  Peers NONE =
      new Peers() {
        @Override
        public void journaled(long last) {}

        @Override
        public void processed(long mark) {}

        @Override
        public void changed(Collection<String> accountIds) {}

        @Override
        public void listen(Listener listener) {}

        @Override
        public boolean areHeard() {
          return false;
        }
      };

  /** Tells who processes that calls up to this one are durable. */
  void journaled(long last);

  /** Tells whose calls wait for it that those up to this one are processed. */
  void processed(long mark);

  /** Tells who reads the feed that there are changes of these accounts. */
  void changed(Collection<String> accountIds);

  /** Whom to tell what the others tell; before that nobody. */
  void listen(Listener listener);

  /** Whether what the others tell arrives at once, as far as is known. */
  boolean areHeard();
}
