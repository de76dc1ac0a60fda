package dev.inlet.console;

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
    return Places.contact(account(), id());
  }
}
