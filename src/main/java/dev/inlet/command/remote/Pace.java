package dev.inlet.command.remote;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Tells how far something is, now and then. */
public final class Pace {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final PrintWriter err;
  private final InstantSource clock;
  private Instant next;

  /**
   * Begins.
   *
   * @param err gets a line at once, and then every two seconds at most
   */
  public Pace(PrintWriter err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
    this.next = clock.instant();
  }

  /** It has come further. */
  public void at(Supplier<String> line) {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(PAUSE);
      err.println(line.get());
      err.flush();
    }
  }
}
