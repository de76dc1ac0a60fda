package dev.inlet.console.page;

import dev.inlet.contact.Contact;
import dev.inlet.contact.Explanation;
import dev.inlet.contact.Explanation.Lost;
import dev.inlet.contact.Explanation.Said;
import dev.inlet.operate.Explanations.Explained;
import java.util.Objects;

/**
 * Explains why a contact or company has one value: which message set it, and which others lost.
 *
 * @param section where it belongs
 * @param label what the contact or company is called
 * @param back its page
 * @param name the trait's or field's name
 */
public record WhyPage(
    AccountChoice choice,
    Section section,
    String label,
    String back,
    String name,
    Explained explained)
    implements Page {

  /** Of a contact. */
  public static WhyPage of(
      AccountChoice choice, Contact contact, String name, Explained explained) {
    return new WhyPage(
        choice,
        Section.CONTACTS,
        ContactLink.label(contact),
        Addresses.contact(choice.id(), contact.person().id()),
        name,
        explained);
  }

  @Override
  public String template() {
    return "why";
  }

  @Override
  public String title() {
    return "Why " + name + "?";
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

  /** The value that it said, as it is shown. */
  public String value(Said said) {
    return Shown.value(said.register().value());
  }

  /** The deliveries of the message that said it. */
  public String message(Said said) {
    return Addresses.message(account(), said.register().stamp().messageId());
  }

  /** Whether its message's time lay in the future and was cut. */
  public boolean isCut(Said said) {
    return explained.cut().contains(said.register().stamp().messageId());
  }

  /** How many messages are left out that said no more than the value that was there. */
  public int repetitions() {
    return explanation().lost().size() - explanation().changes().size();
  }

  /** Why a value lost. */
  public String reason(Lost lost) {
    if (explanation().isConfirmed(lost)) {
      return "It is the value in force, which a later message said again.";
    }
    return switch (lost.reason()) {
      case OLDER -> "A later message replaced it.";
      case CLEARED -> "A later message cleared it by sending null.";
      case SAME_TIME -> "Another message of the same time has the greater message id.";
      case NOT_PROCESSED -> "It would count, but could not be processed and was set aside.";
    };
  }
}
