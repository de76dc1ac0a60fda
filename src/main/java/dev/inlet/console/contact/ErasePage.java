package dev.inlet.console.contact;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactLink;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.contact.Contact;

/** Asks whether a contact is to be erased. */
public record ErasePage(AccountChoice choice, Contact contact) implements Page {

  @Override
  public String template() {
    return "erase";
  }

  @Override
  public String title() {
    return "Erase " + ContactLink.label(contact) + "?";
  }

  @Override
  public Section section() {
    return Section.CONTACTS;
  }

  @Override
  public String account() {
    return choice.id();
  }

  public String id() {
    return contact.person().id();
  }

  public String back() {
    return Addresses.contact(account(), id());
  }
}
