package dev.inlet.console.delivery;

import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for among the deliveries, as the page's address says it; empty text means
 * any.
 *
 * @param status an HTTP status, or {@code accepted}, {@code repaired} or {@code refused}
 */
public record DeliverySearch(String status, String type, String messageId) {

  static DeliverySearch of(
      @Nullable String status, @Nullable String type, @Nullable String messageId) {
    return new DeliverySearch(stripped(status), stripped(type), stripped(messageId));
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  Filter filter() {
    return new Filter(number(), orNull(type), orNull(messageId), status.equals("repaired"));
  }

  private @Nullable Integer number() {
    return status.matches("[2-5][0-9]{2}") ? Integer.valueOf(status) : null;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Where to begin: a place of 0 leaves out the accepted ones, or the refused ones. */
  Position begin() {
    return switch (status) {
      case "accepted" -> new Position(Long.MAX_VALUE, 0);
      case "refused" -> new Position(0, Long.MAX_VALUE);
      default -> Position.NEWEST;
    };
  }

  /** The address of this search, from its beginning. */
  Link link(String account) {
    return Link.to(Section.DELIVERIES.path())
        .with("account", account)
        .with("status", status)
        .with("type", type)
        .with("messageId", messageId);
  }

  /** Whether nothing is asked for but all. */
  public boolean isAny() {
    return status.isEmpty() && type.isEmpty() && messageId.isEmpty();
  }
}
