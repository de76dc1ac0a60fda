package dev.inlet.console.contact;

import dev.inlet.console.activity.Timeline;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactLink;
import dev.inlet.console.page.Effect;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.TraitRow;
import dev.inlet.contact.Contact;
import java.util.List;

/**
 * Shows one contact with all that is known of it, each value with the message that set it.
 *
 * @param companies the companies it belongs to
 * @param timeline the newest things it did
 * @param forwards to whom the newest changes about it went; empty when nobody asks for them
 */
public record ContactPage(
    AccountChoice choice,
    Contact contact,
    List<Effect> companies,
    List<Timeline.Moment> timeline,
    List<ForwardRow> forwards)
    implements Page {

  @Override
  public String template() {
    return "contact";
  }

  @Override
  public String title() {
    return ContactLink.label(contact);
  }

  @Override
  public Section section() {
    return Section.CONTACTS;
  }

  @Override
  public String account() {
    return choice.id();
  }

  /** The id it is shown under. */
  public String id() {
    return contact.person().id();
  }

  /** Whether that is a userId. */
  public boolean isUser() {
    return contact.person().isUser();
  }

  /** The contact's fields, with the messages that set them. */
  public List<TraitRow> fields() {
    return TraitRow.fields(account(), contact.fields());
  }

  /** The traits that fill no field of their name, with the messages that set them. */
  public List<TraitRow> customTraits() {
    return TraitRow.custom(account(), contact.traits(), contact.fields());
  }

  /** Why a field or trait has its value. */
  public String why(TraitRow row) {
    return Addresses.trait(account(), id(), row.name());
  }

  public String erasing() {
    return Addresses.erasing(account(), id());
  }

  public String events() {
    return Link.to(Section.EVENTS.path())
        .with("account", account())
        .with("contact", id())
        .toString();
  }

  public String pages() {
    return Link.to(Section.PAGES.path())
        .with("account", account())
        .with("contact", id())
        .toString();
  }
}
