package dev.inlet.handler;

import static dev.inlet.codec.Reading.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.account.Settings;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.call.Call;
import dev.inlet.call.Identity;
import dev.inlet.call.Warning;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      assertEquals("USD", event("Paid", "{\"revenue\":5,\"currency\":\" \"}").currency());
      assertEquals("USD", event("Paid", "{\"value\":5,\"currency\":null}").currency());
    }

    @Test
    void currencyThatCannotBeToldIsNone() {
      Event yen = event("Paid", "{\"revenue\":\"\u00a55000\"}");

      assertEquals(new BigDecimal("5000"), yen.revenue());
      assertNull(yen.currency());
      assertNull(event("Paid", "{\"revenue\":5,\"currency\":\"Euro\"}").currency());
      assertNull(event("Paid", "{\"value\":5,\"currency\":\"Euro\"}").currency());
    }

    @ParameterizedTest
    @ValueSource(strings = {"19.99 apples", "1.234 \u20ac", "EUR"})
    void revenueThatIsNoNumberIsLeftToTheProperties(String revenue) {
      Event event = event("Paid", "{\"revenue\":\"" + revenue + "\"}");

      assertNull(event.revenue());
      assertNull(event.currency());
      assertEquals("{\"revenue\":\"" + revenue + "\"}", event.properties());
    }

    @Test
    void totalIsTheRevenueOfACompletedOrderOnly() {
      assertEquals(new BigDecimal("9"), event("Order Completed", "{\"total\":9}").revenue());
      for (String name :
          List.of("order completed", "Completed Order", "order_completed", "completed_order")) {
        assertEquals(new BigDecimal("9"), event(name, "{\"TOTAL\":9}").revenue(), name);
        assertEquals(
            new BigDecimal("8.50"),
            event(name, "{\"Revenue\":\"8,50 \u20ac\",\"total\":9}").revenue(),
            name);
      }
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
      assertEquals(1, handler.handle(track("Paid"), new Settings(Map.of("events", "[]"))).size());
    }

    @Test
    void whatIsNotPlainAboutMoneyIsSaid() {
      assertEquals(Set.of(), warnings("{}"));
      assertEquals(Set.of(), warnings("{\"revenue\":\"$5\"}"));
      assertEquals(Set.of(), warnings("{\"revenue\":\"\u20ac5\",\"currency\":\"EUR\"}"));
      assertEquals(Set.of(), warnings("{\"revenue\":null,\"value\":1}"));
      assertEquals(Set.of(Warning.CURRENCY_FROM_TEXT), warnings("{\"revenue\":\"\u20ac5\"}"));
      assertEquals(Set.of(Warning.CURRENCY_UNKNOWN), warnings("{\"revenue\":\"5 kr\"}"));
      assertEquals(Set.of(Warning.REVENUE_UNREADABLE), warnings("{\"revenue\":\"1.234 \u20ac\"}"));
    }

    private Set<Warning> warnings(String properties) {
      return new TrackHandler()
          .warnings(
              call(
                  Call.Track.class,
                  "{\"userId\":\"7\",\"event\":\"e\",\"properties\":" + properties + "}"),
              Settings.NONE);
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
      var settings = new Settings(Map.of("events", "[\"Paid\"]"));

      assertEquals(1, new PageHandler().handle(call(Call.Page.class, MESSAGE), settings).size());
    }
  }
}
