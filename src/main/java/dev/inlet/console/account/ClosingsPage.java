package dev.inlet.console.account;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.erase.closing.Closing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the accounts that were closed, newest first, those that are gone included.
 *
 * @param next where the list goes on; null at its end
 */
public record ClosingsPage(List<Closing> closings, @Nullable String next) implements Page {
  static final String PATH = "/console/closings";

  /** The page of one. */
  static String receipt(long id) {
    return PATH + "/" + id;
  }

  @Override
  public String template() {
    return "closings";
  }

  @Override
  public String title() {
    return "Closed accounts";
  }

  @Override
  public Section section() {
    return Section.ACCOUNTS;
  }

  /** Its receipt. */
  public String url(Closing closing) {
    return receipt(closing.id());
  }
}
