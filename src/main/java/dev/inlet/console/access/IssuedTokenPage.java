package dev.inlet.console.access;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.operate.Tokens;

/** Shows an API token, this once. */
public record IssuedTokenPage(Tokens.Issued issued) implements Page {

  @Override
  public String template() {
    return "issued-token";
  }

  @Override
  public String title() {
    return "API token " + issued.token().name();
  }

  @Override
  public Section section() {
    return Section.USERS;
  }

  public String back() {
    return Section.USERS.path();
  }
}
