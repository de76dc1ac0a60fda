package dev.inlet.console.login;

import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import org.jspecify.annotations.Nullable;

/**
 * Asks who somebody is.
 *
 * @param to where to go afterwards
 * @param name who somebody said they are; empty for whoever has the admin password
 * @param provider who else lets people in; null when nobody does
 * @param problem why the last attempt failed; null at the first
 */
public record LoginPage(String to, String name, @Nullable String provider, @Nullable String problem)
    implements Page {

  /** Where the log-in through the provider begins. */
  public String throughProvider() {
    return Link.to(LoginController.PATH + "/oidc").with("to", to).toString();
  }

  @Override
  public String template() {
    return "login";
  }

  @Override
  public String title() {
    return "Log in";
  }

  @Override
  public @Nullable Section section() {
    return null;
  }
}
