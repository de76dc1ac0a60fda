package dev.inlet.console;

import dev.inlet.receive.DeliveryLog.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery in a list. */
public record DeliveryRow(
    String url,
    int status,
    @Nullable String type,
    @Nullable String messageId,
    @Nullable String reason,
    String sender,
    Instant at) {

  static DeliveryRow of(String account, Entry entry) {
    return new DeliveryRow(
        Places.delivery(account, entry.id()),
        entry.status(),
        entry.type(),
        entry.messageId(),
        entry.message(),
        entry.sender(),
        entry.receivedAt());
  }

  /** What the row is about: why it was refused, or what became of it. */
  public String summary() {
    return reason == null ? (status == 200 ? "Processed" : "Accepted, not processed yet") : reason;
  }

  public String typeShown() {
    return type == null ? "unknown type" : type;
  }
}
