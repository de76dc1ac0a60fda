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
    List<String> warnings) {
  private static final int PROCESSED = Outcome.status(Outcome.PROCESSED);

  static DeliveryRow of(String account, Entry entry) {
    return new DeliveryRow(
        Addresses.delivery(account, entry.id()),
        entry.status(),
        entry.setAside(),
        entry.type(),
        entry.messageId(),
        entry.message(),
        entry.sender(),
        entry.receivedAt(),
        Warning.sentences(entry.warnings()));
  }

  /** What the row is about: why it was refused, or what became of it. */
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
