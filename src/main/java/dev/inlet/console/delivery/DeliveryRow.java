package dev.inlet.console.delivery;

import dev.inlet.call.Warning;
import dev.inlet.console.page.Addresses;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in a list.
 *
 * @param outcome what became of it when it was accepted, in a few words
 * @param reason why it was refused; null when it was not
 * @param took how long the answer took; null when that is not known any more
 * @param warnings what was repaired of it, a sentence each
 */
public record DeliveryRow(
    String url,
    int status,
    String outcome,
    @Nullable String type,
    @Nullable String messageId,
    @Nullable String reason,
    String sender,
    Instant at,
    List<String> warnings,
    @Nullable Duration took,
    DeliverySubject subject) {
  private static final int PROCESSED = Outcome.status(Outcome.PROCESSED);

  static DeliveryRow of(
      String account, Entry entry, @Nullable Duration took, DeliverySubject subject) {
    return new DeliveryRow(
        Addresses.delivery(account, entry.id()),
        entry.status(),
        outcome(entry),
        entry.type(),
        entry.messageId(),
        entry.message(),
        entry.sender(),
        entry.receivedAt(),
        told(entry),
        took,
        subject);
  }

  /** A repeat is called one already. */
  private static List<String> told(Entry entry) {
    return Warning.sentences(
        entry.warnings().stream().filter(warning -> warning != Warning.REPEATED).toList());
  }

  /** What it is called: what it is about, or else why it was refused, or what it is. */
  public String label() {
    if (subject.what() != null) {
      return subject.what();
    }
    return reason == null ? typeShown() : summary();
  }

  /** What became of it, where that is not what it is called. */
  public @Nullable String remainder() {
    return subject.what() == null && reason != null ? null : summary();
  }

  /** Whose it is: what the person is called, or the id that was sent; null when there is none. */
  public @Nullable String who() {
    return subject.who();
  }

  /** The address of that person's page. */
  public @Nullable String contact() {
    return subject.contact();
  }

  /** Why it was refused, or what became of it. */
  public String summary() {
    return reason == null ? outcome : "Refused: " + reason;
  }

  /** What became of an accepted call. */
  static String outcome(Entry entry) {
    if (entry.setAside()) {
      return "Set aside: it could not be processed";
    }
    if (entry.warnings().contains(Warning.REPEATED)) {
      return "Repeated";
    }
    if (entry.isWithoutEffect()) {
      return "Without effect";
    }
    return entry.status() == PROCESSED ? "Processed" : "Accepted, not processed yet";
  }

  /** How long the answer took; null when that is not known any more. */
  public @Nullable String duration() {
    if (took == null) {
      return null;
    }
    double millis = took.toNanos() / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** The type of its call, in words where that could not be read. */
  public String typeShown() {
    return type == null ? "unknown type" : type;
  }
}
