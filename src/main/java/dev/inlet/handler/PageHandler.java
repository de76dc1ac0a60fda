package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.activity.PageView;
import dev.inlet.call.Call.Page;
import jakarta.inject.Singleton;
import java.util.List;

/** Page stores a page view. */
@Singleton
public final class PageHandler implements Handler<Page> {

  @Override
  public Class<Page> handles() {
    return Page.class;
  }

  @Override
  public List<Change> handle(Page call, Settings settings) {
    return List.of(
        new Change.OfPageViews(
            new PageView(
                call.common(),
                PageView.Kind.PAGE,
                call.name(),
                call.category(),
                call.properties().reserved(),
                call.properties().sent().text())));
  }
}
