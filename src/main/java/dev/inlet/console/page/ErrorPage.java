package dev.inlet.console.page;

import org.jspecify.annotations.Nullable;

/**
 * Says why there is no page.
 *
 * @param status the HTTP status
 * @param message what is wrong, and what to do
 */
public record ErrorPage(int status, String message) implements Page {
  private static final int NOT_FOUND = 404;
  private static final int TROUBLE_OF_OURS = 500;

  @Override
  public String template() {
    return "error";
  }

  @Override
  public String title() {
    if (status == NOT_FOUND) {
      return "There is nothing here";
    }
    return status >= TROUBLE_OF_OURS ? "This did not work" : "This cannot be done";
  }

  @Override
  public @Nullable Section section() {
    return null;
  }
}
