package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.activity.Event;
import dev.inlet.call.Call.Track;
import dev.inlet.call.Warning;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Track stores an event, unless the customer's settings leave it out. */
@Singleton
public final class TrackHandler implements Handler<Track> {
  /**
   * Segment's e-commerce spec states this event's revenue as its total, when not as revenue; so did
   * its older name.
   */
  private static final Set<String> COMPLETED_ORDERS = Set.of("ordercompleted", "completedorder");

  @Override
  public Class<Track> handles() {
    return Track.class;
  }

  @Override
  public List<Change> handle(Track call, Settings settings) {
    String event = call.event();
    if (event == null || !settings.stores(event)) {
      return List.of();
    }
    Map<String, String> reserved = call.properties().reserved();
    Money revenue = revenue(event, reserved);
    boolean hasValue = Json.number(reserved.get("value")) != null;
    return List.of(
        new Change.OfEvents(
            new Event(
                call.common(),
                event,
                revenue == null ? null : revenue.amount(),
                revenue == null ? currencyOfValue(hasValue, reserved) : revenue.currency(),
                reserved.get("value"),
                call.properties().sent().text())));
  }

  private static @Nullable String currencyOfValue(boolean hasValue, Map<String, String> reserved) {
    return hasValue ? Money.currency(reserved.get("currency")) : null;
  }

  /** What is not plain about the money that a call is about. */
  @Override
  public Set<Warning> warnings(Track call, Settings settings) {
    Map<String, String> reserved = call.properties().reserved();
    String event = call.event();
    if (event == null || reserved.isEmpty()) {
      return Set.of();
    }
    Money revenue = revenue(event, reserved);
    if (revenue != null) {
      return revenue.warnings();
    }
    String sent = reserved.get("revenue");
    return sent == null || Json.isNull(sent) || "".equals(Json.text(sent))
        ? Set.of()
        : Set.of(Warning.REVENUE_UNREADABLE);
  }

  private static @Nullable Money revenue(String event, Map<String, String> reserved) {
    String currency = reserved.get("currency");
    Money revenue = Money.read(reserved.get("revenue"), currency);
    return revenue == null && COMPLETED_ORDERS.contains(Casing.fold(event))
        ? Money.read(reserved.get("total"), currency)
        : revenue;
  }
}
