package dev.inlet.contact;

import dev.inlet.codec.Address;
import dev.inlet.codec.EmailAddress;
import dev.inlet.codec.Json;
import dev.inlet.merge.Registers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person as the vendor sees them: what all the ids that are known to be theirs have said.
 *
 * @param person the id it is known under: a user, or an anonymous id while the user is unknown
 * @param anonymousIds the anonymous ids linked to it, oldest link first
 * @param traits the merged traits, by the names they were sent with
 * @param fields the merged reserved traits, by Segment's names
 * @param firstIdentifiedAt null when nobody identified this person yet: then it is no contact
 * @param isWhole whether all its traits are here; see {@link ContactAssembly} for how many can be
 */
public record Contact(
    Person person,
    List<String> anonymousIds,
    Registers traits,
    Registers fields,
    @Nullable Instant firstIdentifiedAt,
    @Nullable Instant lastIdentifiedAt,
    boolean isWhole) {

  /** Puts a contact together from the state of its own id and of those linked to it. */
  public static Contact of(PersonState own, List<PersonState> linked) {
    var assembly = new ContactAssembly(own);
    linked.forEach(assembly::add);
    return assembly.contact();
  }

  /** Whether anyone was identified here, so that it is shown as a contact. */
  public boolean isKnown() {
    return firstIdentifiedAt != null;
  }

  /** The email address as text, or the userId when only that is one; null when there is none. */
  public @Nullable String email() {
    return Json.text(shownEmail());
  }

  private @Nullable String shownEmail() {
    return email(person, fields.value("email"));
  }

  /** The email address as JSON text: what was sent, or a userId that is one. */
  static @Nullable String email(Person person, @Nullable String sent) {
    String text = Json.text(sent);
    boolean isMissing = sent == null || text != null && text.isBlank();
    return isMissing && person.isUser() && EmailAddress.isShapeOf(person.id())
        ? Json.quote(person.id())
        : sent;
  }

  /** The full name as text, put together from first and last name when no name was sent. */
  public @Nullable String name() {
    return fullName(fields.values());
  }

  /** The traits in force, by the names they were sent with, as JSON text. */
  public Map<String, String> shownTraits() {
    return traits.values();
  }

  /** The reserved traits in force, by Segment's names, as JSON text. */
  public Map<String, String> shownFields() {
    Map<String, String> shown = Address.nested(fields.values());
    String email = shownEmail();
    if (email != null) {
      shown.put("email", email);
    }
    if (!shown.containsKey("name")) {
      String full = fullName(shown);
      if (full != null) {
        shown.put("name", Json.quote(full));
      }
    }
    return shown;
  }

  /**
   * The full name as text, put together from first and last name when no name was sent.
   *
   * @param fields reserved traits in force, as JSON text
   */
  static @Nullable String fullName(Map<String, String> fields) {
    return fields.containsKey("name")
        ? Json.text(fields.get("name"))
        : Stream.of("firstName", "lastName")
            .map(part -> Json.text(fields.get(part)))
            .filter(part -> part != null && !part.isBlank())
            .reduce((first, last) -> first + " " + last)
            .orElse(null);
  }
}
