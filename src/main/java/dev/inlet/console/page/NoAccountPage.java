package dev.inlet.console.page;

/** Says that there is no account yet, where an account's data would stand. */
public record NoAccountPage(Section section) implements Page {

  @Override
  public String template() {
    return "no-account";
  }

  @Override
  public String title() {
    return section.label();
  }
}
