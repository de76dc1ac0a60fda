package dev.inlet.console.tester;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import java.util.List;

/** Lists the newest tests. */
public record TestHistoryPage(List<TestHistory.Entry> tests) implements Page {

  @Override
  public String template() {
    return "tester-history";
  }

  @Override
  public String title() {
    return "Latest tests";
  }

  @Override
  public Section section() {
    return Section.TESTER;
  }
}
