package dev.inlet.forward;

import java.util.List;

/** What came of reading the feed from a position on. */
public sealed interface FeedReading {

  /**
   * Changes in their order.
   *
   * @param next where to go on
   * @param isEnd whether there was nothing more behind them
   */
  record Page(List<ShownChange> changes, Position next, boolean isEnd) implements FeedReading {}

  /** Changes behind the position are not kept any more, so the reader has missed some. */
  record Missed() implements FeedReading {}

  /** There is no such position, as when an older backup was restored. */
  record Unknown() implements FeedReading {}
}
