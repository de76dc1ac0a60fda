package dev.inlet.console.access;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import org.jspecify.annotations.Nullable;

/**
 * Has somebody choose another password.
 *
 * @param problem why the last one was not taken; null at first
 */
public record PasswordPage(@Nullable String problem) implements Page {

  @Override
  public String template() {
    return "password";
  }

  @Override
  public String title() {
    return "Change password";
  }

  @Override
  public @Nullable Section section() {
    return null;
  }
}
