package dev.inlet.handler;

import static dev.inlet.codec.Reading.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.account.Settings;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.call.Call;
import dev.inlet.call.Identity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ActivityHandlersTest {

  @Nested
  class Tracked {
    private final TrackHandler handler = new TrackHandler();

    private Event event(String name, String properties) {
      Call.Track call =
          call(
              Call.Track.class,
              "{\"userId\":\"7\",\"event\":\"%s\",\"properties\":%s}".formatted(name, properties));
      return ((Change.OfEvents) handler.handle(call, Settings.NONE).getFirst()).event();
    }

    @Test
    void eventKeepsItsNameAndProperties() {
      Event event = event("Paid", "{ \"Plan\" : 1.10 }");

      assertEquals("Paid", event.name());
      assertEquals("{ \"Plan\" : 1.10 }", event.properties());
      assertEquals(new Identity("7", null), event.common().identity());
      assertNull(event.revenue());
      assertNull(event.currency());
      assertNull(event.value());
    }

    @Test
    void revenueAndCurrencyAreRead() {
      Event event = event("Paid", "{\"Revenue\":\"$1,019.99\",\"Currency\":\"eur\",\"value\":7.0}");

      assertEquals(new BigDecimal("1019.99"), event.revenue());
      assertEquals("EUR", event.currency());
      assertEquals("7.0", event.value());
    }

    @Test
    void revenueWithoutCurrencyIsInDollars() {
      assertEquals("USD", event("Paid", "{\"revenue\":5}").currency());
      assertEquals("USD", event("Paid", "{\"revenue\":5,\"currency\":\"4127\"}").currency());
    }

    @Test
    void revenueThatIsNoNumberIsLeftToTheProperties() {
      Event event = event("Paid", "{\"revenue\":\"19.99 USD\"}");

      assertNull(event.revenue());
      assertNull(event.currency());
      assertEquals("{\"revenue\":\"19.99 USD\"}", event.properties());
    }

    @Test
    void totalIsTheRevenueOfACompletedOrderOnly() {
      assertEquals(new BigDecimal("9"), event("Order Completed", "{\"total\":9}").revenue());
      assertEquals(new BigDecimal("9"), event("order completed", "{\"total\":9}").revenue());
      assertEquals(
          new BigDecimal("8"), event("Order Completed", "{\"revenue\":8,\"total\":9}").revenue());
      assertNull(event("Order Refunded", "{\"total\":9}").revenue());
    }

    @Test
    void eventsThatAreNotListedAskForNothing() {
      var settings = new Settings(Map.of("events", "[\"Paid\"]"));

      assertEquals(1, handler.handle(track("Paid"), settings).size());
      assertEquals(List.of(), handler.handle(track("paid"), settings));
      assertEquals(List.of(), handler.handle(track("Clicked"), settings));
      assertEquals(List.of(), handler.handle(track("Paid"), new Settings(Map.of("events", "[]"))));
    }

    private Call.Track track(String event) {
      return call(Call.Track.class, "{\"userId\":\"7\",\"event\":\"" + event + "\"}");
    }
  }

  @Nested
  class Seen {
    private static final String MESSAGE =
        """
        {"anonymousId":"a","name":"Home","category":"Docs","properties":{"URL":"u","x":[ ]},\
        "context":{"page":{"title":"T"}}}""";

    private PageView view(List<Change> changes) {
      assertEquals(1, changes.size());
      return ((Change.OfPageViews) changes.getFirst()).view();
    }

    @Test
    void pageIsAPageView() {
      PageView view = view(new PageHandler().handle(call(Call.Page.class, MESSAGE), Settings.NONE));

      assertEquals(PageView.Kind.PAGE, view.kind());
      assertEquals("Home", view.name());
      assertEquals("Docs", view.category());
      assertEquals(Map.of("url", "\"u\"", "title", "\"T\""), view.fields());
      assertEquals("{\"URL\":\"u\",\"x\":[ ]}", view.properties());
      assertEquals(new Identity(null, "a"), view.common().identity());
    }

    @Test
    void screenIsAScreenView() {
      PageView view =
          view(new ScreenHandler().handle(call(Call.Screen.class, MESSAGE), Settings.NONE));

      assertEquals(PageView.Kind.SCREEN, view.kind());
      assertEquals("Home", view.name());
      assertEquals("{\"URL\":\"u\",\"x\":[ ]}", view.properties());
    }

    @Test
    void eventsSettingDoesNotConcernPages() {
      var settings = new Settings(Map.of("events", "[]"));

      assertEquals(1, new PageHandler().handle(call(Call.Page.class, MESSAGE), settings).size());
    }
  }
}
