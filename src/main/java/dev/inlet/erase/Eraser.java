package dev.inlet.erase;

import dev.inlet.chore.Chores;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Erases people. */
@Singleton
public final class Eraser {
  /**
   * A large journal, or somebody who did millions of things, takes longer; the receipt then says
   * that it is not completed yet.
   */
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Erasures erasures;
  private final Chores chores;
  private final InstantSource clock;

  Eraser(Erasures erasures, Chores chores, InstantSource clock) {
    this.erasures = erasures;
    this.chores = chores;
    this.clock = clock;
  }

  /**
   * Erases a contact and everything that names it. When this returns, the contact is gone for good,
   * and mostly what it did and the calls that were sent about it too; what is left of them follows
   * by itself.
   *
   * @return the receipt, as it is now; empty when there is no such contact
   */
  public Optional<Erasure> erase(String accountId, String contactId) throws InterruptedException {
    Optional<Erasure> begun =
        erasures.begin(accountId, contactId, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (begun.isEmpty() || begun.get().completedAt() != null) {
      return begun;
    }
    chores.finish(WAIT);
    return erasures.find(accountId, begun.get().id());
  }
}
