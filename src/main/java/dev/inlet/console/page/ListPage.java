package dev.inlet.console.page;

/** Lists what an account has, a window at a time. */
public interface ListPage extends Page {

  /** The account, and those that could be chosen instead. */
  AccountChoice choice();

  @Override
  Section section();

  @Override
  default String account() {
    return choice().id();
  }

  /** Where there is something to do about an empty list. */
  default String tester() {
    return Addresses.list(Section.TESTER, account(), null);
  }

  /** The list without its filters, from its beginning. */
  default String all() {
    return Addresses.list(section(), account(), null);
  }
}
