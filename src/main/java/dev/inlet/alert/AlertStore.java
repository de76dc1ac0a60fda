package dev.inlet.alert;

import java.time.Instant;
import java.util.List;

/** Keeps alerts: those that last, and for some days those that are over. */
public interface AlertStore {
  /** So many of those that are over are shown. */
  int MOST_PAST = 50;

  /** What subscribers of alerts were not told yet: that one began, or that it is over. */
  record News(Alert alert, boolean isOver) {}

  /** Those that last, the newest first. */
  List<Alert> open();

  /** The newest of those that are over. */
  List<Alert> past();

  /** Begins an alert, unless there is one of its matter. */
  void begin(Condition condition, Instant now);

  /** Notes that an alert lasts, and how it looks now. */
  void see(long id, Condition condition, Instant now);

  /** Ends an alert, if it lasts. */
  void end(long id, Instant now);

  /** What was not told, oldest first; 20 at most. */
  List<News> untold();

  /** Notes that it was told, or will not be any more. */
  void told(News news);

  /** Removes what was over before a time. */
  void purge(Instant before);
}
