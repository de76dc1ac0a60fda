package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.activity.Event;
import dev.inlet.call.Call.Track;
import dev.inlet.codec.Json;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Track stores an event, unless the customer's settings leave it out. */
@Singleton
public final class TrackHandler implements Handler<Track> {
  /** Segment's e-commerce spec states this event's revenue as its total, when not as revenue. */
  private static final String ORDER_COMPLETED = "Order Completed";

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
    BigDecimal revenue = revenue(event, reserved);
    boolean isWorthSomething = revenue != null || Json.number(reserved.get("value")) != null;
    return List.of(
        new Change.OfEvents(
            new Event(
                call.common(),
                event,
                revenue,
                isWorthSomething ? Money.currency(reserved.get("currency")) : null,
                reserved.get("value"),
                call.properties().sent().text())));
  }

  private static @Nullable BigDecimal revenue(String event, Map<String, String> reserved) {
    BigDecimal revenue = Money.amount(reserved.get("revenue"));
    return revenue == null && event.equalsIgnoreCase(ORDER_COMPLETED)
        ? Money.amount(reserved.get("total"))
        : revenue;
  }
}
