package dev.inlet.console.overview;

import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows whose calls were answered in a time.
 *
 * @param status of these answers alone; null for all
 */
public record AnswersPage(
    Instant from, Instant to, @Nullable Integer status, List<AnsweredAccount> rows)
    implements Page {
  static final String PATH = Section.OVERVIEW.path() + "/answers";

  /** Its address. */
  static String url(Instant from, Instant to, @Nullable Integer status) {
    return Link.to(PATH)
        .with("from", from.toString())
        .with("to", to.toString())
        .with("status", status == null ? null : status.toString())
        .toString();
  }

  @Override
  public String template() {
    return "answers";
  }

  @Override
  public String title() {
    return "Answers by account";
  }

  @Override
  public Section section() {
    return Section.OVERVIEW;
  }
}
