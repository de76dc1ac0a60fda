package dev.inlet.console.page;

import java.util.List;
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

  /** For an address that the console does not have. */
  public static ErrorPage noSuchPage(int status) {
    return new ErrorPage(
        status,
        "The console has no page at this address. It may be mistyped, or cut where it was copied"
            + " from.");
  }

  /** Where somebody may want to go instead. */
  public List<Section> ways() {
    return List.of(Section.DELIVERIES, Section.CONTACTS, Section.ACCOUNTS);
  }

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
