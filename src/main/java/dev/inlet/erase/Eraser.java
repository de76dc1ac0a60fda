package dev.inlet.erase;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.chore.Chores;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Erases people whom an administrator names, and notes who did so, by the receipt alone. */
@Singleton
public final class Eraser {
  /**
   * A large journal, or somebody who did millions of things, takes longer; the receipt then says
   * that it is not completed yet.
   */
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Erasures erasures;
  private final Chores chores;
  private final AuditLog audit;
  private final InstantSource clock;

  Eraser(Erasures erasures, Chores chores, AuditLog audit, InstantSource clock) {
    this.erasures = erasures;
    this.chores = chores;
    this.audit = audit;
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
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Erasure> begun =
        audit.noting(
            () -> erasures.begin(accountId, contactId, now),
            receipt -> receipt.map(one -> deed(accountId, one, now)).orElse(null));
    if (begun.isEmpty() || begun.get().completedAt() != null) {
      return begun;
    }
    chores.finish(WAIT);
    return erasures.find(accountId, begun.get().id());
  }

  /** Of somebody who was erased before there is the receipt of that, and nothing to note. */
  private static @Nullable Deed deed(String accountId, Erasure receipt, Instant now) {
    return receipt.erasedAt().equals(now)
        ? Deed.in(accountId, Action.CONTACT_ERASED, Long.toString(receipt.id()))
        : null;
  }
}
