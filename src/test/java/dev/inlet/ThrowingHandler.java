package dev.inlet;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Page;
import dev.inlet.handler.Change;
import dev.inlet.handler.Handler;
import dev.inlet.handler.PageHandler;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;

/** A vendor's handler that breaks, and says what it broke on. */
@Singleton
@Replaces(PageHandler.class)
@Requires(property = ThrowingHandler.PROPERTY)
final class ThrowingHandler implements Handler<Page> {
  /** What a test sets to have pages break. */
  static final String PROPERTY = "inlet.test.pages-throw";

  @Override
  public Class<Page> handles() {
    return Page.class;
  }

  @Override
  public List<Change> handle(Page call, Settings settings) {
    String sent = call.properties().sent().text();
    throw new IllegalStateException(sent, new NumberFormatException("For input: " + sent));
  }
}
