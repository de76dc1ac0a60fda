package dev.inlet.console.contact;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactLink;
import dev.inlet.console.page.Effect;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.TraitRow;
import dev.inlet.contact.Contact;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows one contact with all that is known of it, each value with the message that set it.
 *
 * @param companies the companies it belongs to
 * @param kind of what the timeline is; empty for all
 * @param timeline what became of it, and what it did, the newest first
 * @param searchedSince how far back changes were looked for; null when all that are kept were
 */
public record ContactPage(
    AccountChoice choice,
    Contact contact,
    List<Effect> companies,
    String kind,
    List<Moment> timeline,
    @Nullable Instant searchedSince)
    implements Page {
  private static final Map<String, String> KINDS = kindsInOrder();

  private static Map<String, String> kindsInOrder() {
    var kinds = new LinkedHashMap<String, String>();
    kinds.put("", "All");
    kinds.put("identify", "Identify");
    kinds.put("event", "Events");
    kinds.put("page", "Pages");
    kinds.put("group", "Groups");
    kinds.put(Moment.OWN, "Plug-ins");
    kinds.put("forwarded", "Forwarded");
    return kinds;
  }

  /** What the timeline can be narrowed to, with what that is called. */
  public Map<String, String> kinds() {
    return KINDS;
  }

  /** This page with the timeline of a kind. */
  public String ofKind(String other) {
    return Link.to("/console/contacts/one")
            .with("account", account())
            .with("id", id())
            .with("show", other)
        + "#timeline";
  }

  /** All deliveries about it. */
  public String deliveries() {
    return Link.to(Section.DELIVERIES.path())
        .with("account", account())
        .with("person", id())
        .toString();
  }

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

  /** Where it is asked whether to erase the contact. */
  public String erasing() {
    return Addresses.erasing(account(), id());
  }

  /** The contact's events. */
  public String events() {
    return Link.to(Section.EVENTS.path())
        .with("account", account())
        .with("contact", id())
        .toString();
  }

  /** The pages and screens that the contact saw. */
  public String pages() {
    return Link.to(Section.PAGES.path())
        .with("account", account())
        .with("contact", id())
        .toString();
  }
}
