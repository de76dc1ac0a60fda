package dev.inlet.console.login;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import org.jspecify.annotations.Nullable;

/** Leads on by itself to the console, after a log-in through a provider. */
public record LoggedInPage() implements Page {

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
