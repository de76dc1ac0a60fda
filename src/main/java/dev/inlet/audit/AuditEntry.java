package dev.inlet.audit;

import dev.inlet.codec.Json;
import dev.inlet.codec.PlainText;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That somebody did something.
 *
 * @param number its place among all; they grow, and some may be missing
 * @param action its name; an older or newer Inlet may have written one that this one has not
 * @param accountId as for {@link Deed}
 * @param subject as for {@link Deed}
 * @param details a JSON object
 */
public record AuditEntry(
    long number,
    Instant at,
    Actor actor,
    String action,
    @Nullable String accountId,
    @Nullable String subject,
    String details) {

  /** What was done, as a person reads it. */
  public String done() {
    return Action.named(action).map(Action::done).orElse(action);
  }

  /** The details, as a person reads them. */
  public String told() {
    return Json.object(details).members().entrySet().stream()
        .map(one -> one.getKey() + " " + plain(one.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String plain(String json) {
    return Json.isArray(json)
        ? Json.elements(json).stream().map(AuditEntry::plain).collect(Collectors.joining(" "))
        : PlainText.of(json);
  }
}
