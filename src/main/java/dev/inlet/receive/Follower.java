package dev.inlet.receive;

import java.util.List;

/** What comes right behind the journal. */
public interface Follower {

  /**
   * Takes over calls that have just become durable, in the order of the journal. Must not block:
   * the journal's writer calls it.
   */
  void follow(List<Journaled> calls, List<Pending> pending);
}
