package dev.inlet.console.contact;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactLink;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Shown;
import dev.inlet.contact.Contact;
import dev.inlet.contact.Explanation;
import dev.inlet.contact.Explanation.Lost;
import dev.inlet.contact.Explanation.Said;
import dev.inlet.operate.Explanations.Explained;
import java.util.Objects;

/**
 * Explains why a contact has one value: which message set it, and which others lost.
 *
 * @param name the trait's or field's name
 */
public record WhyPage(AccountChoice choice, Contact contact, String name, Explained explained)
    implements Page {

  @Override
  public String template() {
    return "why";
  }

  @Override
  public String title() {
    return "Why " + name + "?";
  }

  @Override
  public Section section() {
    return Section.CONTACTS;
  }

  @Override
  public String account() {
    return choice.id();
  }

  /** Of the trait as it was sent, or else of the reserved field, which other names can fill. */
  public Explanation explanation() {
    return explained.trait() == null
        ? Objects.requireNonNull(explained.field())
        : explained.trait();
  }

  public String label() {
    return ContactLink.label(contact);
  }

  public String back() {
    return Addresses.contact(account(), contact.person().id());
  }

  public String value(Said said) {
    return Shown.value(said.register().value());
  }

  /** The deliveries of the message that said it. */
  public String message(Said said) {
    return Addresses.message(account(), said.register().stamp().messageId());
  }

  /** Why a value lost. */
  public String reason(Lost lost) {
    return switch (lost.reason()) {
      case OLDER -> "A later message replaced it.";
      case CLEARED -> "A later message cleared it by sending null.";
      case SAME_TIME -> "Another message of the same time has the greater message id.";
      case NOT_PROCESSED -> "It would count, but could not be processed and was set aside.";
    };
  }
}
