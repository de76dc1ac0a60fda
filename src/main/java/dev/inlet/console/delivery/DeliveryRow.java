package dev.inlet.console.delivery;

import dev.inlet.call.Warning;
import dev.inlet.console.page.Addresses;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in a list.
 *
 * @param reason why it was refused; null when it was not
 * @param warnings what was repaired of it, a sentence each
 */
public record DeliveryRow(
    String url,
    int status,
    boolean isSetAside,
    @Nullable String type,
    @Nullable String messageId,
    @Nullable String reason,
    String sender,
    Instant at,
    List<String> warnings,
    DeliverySubject subject) {
  private static final int PROCESSED = Outcome.status(Outcome.PROCESSED);

  static DeliveryRow of(String account, Entry entry, DeliverySubject subject) {
    return new DeliveryRow(
        Addresses.delivery(account, entry.id()),
        entry.status(),
        entry.setAside(),
        entry.type(),
        entry.messageId(),
        entry.message(),
        entry.sender(),
        entry.receivedAt(),
        Warning.sentences(entry.warnings()),
        subject);
  }

  /** What it is called: why it was refused, what it is about, or what became of it. */
  public String label() {
    return reason == null && subject.what() != null ? subject.what() : summary();
  }

  /** What else there is to say: what a refused one is about, or what became of an accepted one. */
  public @Nullable String remainder() {
    if (reason != null) {
      return subject.what();
    }
    return subject.what() == null ? null : summary();
  }

  /** Whose it is: the id that was sent; null when there is none. */
  public @Nullable String who() {
    return subject.who();
  }

  /** The address of that person's page. */
  public @Nullable String contact() {
    return subject.contact();
  }

  /** Why it was refused, or what became of it. */
  public String summary() {
    return reason == null ? outcome(status, isSetAside) : reason;
  }

  /** What became of an accepted call. */
  static String outcome(int status, boolean isSetAside) {
    if (isSetAside) {
      return "Set aside: it could not be processed";
    }
    return status == PROCESSED ? "Processed" : "Accepted, not processed yet";
  }

  public String typeShown() {
    return type == null ? "unknown type" : type;
  }
}
