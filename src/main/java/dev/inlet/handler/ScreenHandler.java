package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.activity.PageView;
import dev.inlet.call.Call.Screen;
import jakarta.inject.Singleton;
import java.util.List;

/** Screen stores a screen view, beside the page views. */
@Singleton
public final class ScreenHandler implements Handler<Screen> {

  @Override
  public Class<Screen> handles() {
    return Screen.class;
  }

  @Override
  public List<Change> handle(Screen call, Settings settings) {
    return List.of(
        new Change.OfPageViews(
            new PageView(
                call.common(),
                PageView.Kind.SCREEN,
                call.name(),
                call.category(),
                call.properties().reserved(),
                call.properties().sent().text())));
  }
}
