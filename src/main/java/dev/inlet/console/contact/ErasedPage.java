package dev.inlet.console.contact;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.erase.Erasure;

/** The receipt of an erasure. */
public record ErasedPage(AccountChoice choice, Erasure receipt) implements Page {

  @Override
  public String template() {
    return "erased";
  }

  @Override
  public String title() {
    return "Erased";
  }

  @Override
  public Section section() {
    return Section.CONTACTS;
  }

  @Override
  public String account() {
    return choice.id();
  }

  /** How much of a kind was removed, in words. */
  public String words(Erasure.Kind kind) {
    return switch (kind) {
      case CONTACTS -> "Contacts";
      case IDS -> "Ids, with what was said under them";
      case MEMBERSHIPS -> "Memberships of companies";
      case EVENTS -> "Events";
      case PAGES -> "Pages and screens";
      case CALLS -> "Calls as they were sent";
      case SET_ASIDE -> "Calls that were set aside";
      case REFUSED_DELIVERIES -> "Refused deliveries";
      case REFUSED_BODIES -> "Bodies of refused deliveries";
      case STRUCK_OUT -> "Anonymous ids struck out of others' records";
    };
  }

  public String contacts() {
    return Addresses.list(Section.CONTACTS, account(), null);
  }
}
