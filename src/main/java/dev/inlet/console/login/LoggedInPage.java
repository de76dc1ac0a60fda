package dev.inlet.console.login;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import org.jspecify.annotations.Nullable;

/**
 * Leads on by itself into the console, after a log-in through a provider.
 *
 * @param to what was wanted before
 */
public record LoggedInPage(String to) implements Page {

  @Override
  public String template() {
    return "logged-in";
  }

  @Override
  public String title() {
    return "Logged in";
  }

  @Override
  public @Nullable Section section() {
    return null;
  }
}
