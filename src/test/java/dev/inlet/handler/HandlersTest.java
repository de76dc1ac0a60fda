package dev.inlet.handler;

import static dev.inlet.codec.Reading.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlersTest {
  private static final List<Handler<?>> ALL =
      List.of(
          new IdentifyHandler(),
          new TrackHandler(),
          new PageHandler(),
          new ScreenHandler(),
          new GroupHandler(),
          new AliasHandler(),
          new DeleteHandler());

  /** A vendor's own. */
  private static final class Silent implements Handler<Call.Track> {
    @Override
    public Class<Call.Track> handles() {
      return Call.Track.class;
    }

    @Override
    public Objection objection(Call.Track call, Settings settings) {
      return Objection.of("Track calls go elsewhere");
    }

    @Override
    public List<Change> handle(Call.Track call, Settings settings) {
      return List.of();
    }
  }

  @Test
  void callGoesToTheHandlerOfItsType() {
    var handlers = new Handlers(ALL);

    assertInstanceOf(
        Change.OfEvents.class,
        handlers
            .handle(call(Call.Track.class, "{\"userId\":1,\"event\":\"e\"}"), Settings.NONE)
            .getFirst());
    assertInstanceOf(
        Change.OfContact.class,
        handlers.handle(call(Call.Identify.class, "{\"userId\":1}"), Settings.NONE).getFirst());
  }

  @Test
  void everyTypeOfCallHasAHandler() {
    var handled = ALL.stream().map(Handler::handles).toList();

    assertTrue(handled.containsAll(List.of(Call.class.getPermittedSubclasses())));
    assertEquals(Call.class.getPermittedSubclasses().length, handled.size());
  }

  @Test
  void gapIsRefused() {
    for (Handler<?> missing : ALL) {
      var rest = new ArrayList<>(ALL);
      rest.remove(missing);

      String message =
          assertThrows(IllegalStateException.class, () -> new Handlers(rest)).getMessage();
      assertEquals("No handler for " + missing.handles().getSimpleName(), message);
    }
  }

  @Test
  void twoForOneTypeAreRefused() {
    var doubled = new ArrayList<>(ALL);
    doubled.add(new Silent());

    String message =
        String.valueOf(
            assertThrows(IllegalStateException.class, () -> new Handlers(doubled)).getMessage());
    assertTrue(message.startsWith("Two handlers for Track: "), message);
    assertTrue(message.contains("@Replaces"), message);
  }

  @Test
  void oneMayStandInForAnother() {
    var replaced = new ArrayList<>(ALL);
    replaced.removeIf(handler -> handler instanceof TrackHandler);
    replaced.add(new Silent());

    var handlers = new Handlers(replaced);
    Call.Track track = call(Call.Track.class, "{\"userId\":1,\"event\":\"e\"}");

    assertEquals(List.of(), handlers.handle(track, Settings.NONE));
    assertEquals(
        Objection.of("Track calls go elsewhere"), handlers.objection(track, Settings.NONE));
  }

  @Test
  void nobodyObjectsUnlessAHandlerSaysSo() {
    var handlers = new Handlers(ALL);

    assertNull(
        handlers.objection(
            call(Call.Track.class, "{\"userId\":1,\"event\":\"e\"}"), Settings.NONE));
    assertNull(handlers.objection(call(Call.Identify.class, "{\"userId\":1}"), Settings.NONE));
  }
}
