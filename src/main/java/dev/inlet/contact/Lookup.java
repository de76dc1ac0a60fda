package dev.inlet.contact;

import dev.inlet.codec.Json;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a contact is looked up by in lists. Of a text longer than {@value #LONGEST_TEXT} characters
 * that is its beginning.
 *
 * @param email in lower case; null when there is none, or one that is longer than any address
 * @param name the full name
 * @param search user id, name, email address and anonymous ids, in lower case
 */
public record Lookup(@Nullable String email, @Nullable String name, String search) {
  private static final List<String> NAMES = List.of("email", "name", "firstName", "lastName");
  private static final int LONGEST_TEXT = 1_000;

  /** What is longer is no address, and more than an index can hold. */
  private static final int LONGEST_EMAIL = 320;

  /** What reserved traits say of what contacts are looked up by, and nothing else. */
  static Registers saidIn(Registers fields) {
    var said = new Registers();
    for (String name : NAMES) {
      Register register = fields.get(name);
      if (register != null) {
        said.put(name, new Register(cut(register.value()), register.stamp()));
      }
    }
    return said;
  }

  private static String cut(String value) {
    if (value.length() <= LONGEST_TEXT) {
      return value;
    }
    String text = Json.text(value);
    if (text == null) {
      return "[]"; // neither names nor addresses are anything but text
    }
    int end = Math.min(text.length(), LONGEST_TEXT);
    return Json.quote(
        text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end));
  }

  static Lookup of(Person person, Registers said, SearchedIds ids) {
    String email = Json.text(Contact.email(person, said.value("email")));
    String name = Contact.fullName(said.values());
    String head =
        Stream.of(person.id(), name, email)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
    return new Lookup(
        email == null || email.length() > LONGEST_EMAIL ? null : email.toLowerCase(Locale.ROOT),
        name,
        head + ids.lines());
  }

  /**
   * The ids in it; null when it is not what follows from what was said: an older release has
   * changed it since, which does not know of {@link ContactEntry.Known#linked}.
   */
  @Nullable SearchedIds ids(Person person, Registers said) {
    Lookup withoutIds = of(person, said, SearchedIds.NONE);
    if (!Objects.equals(email, withoutIds.email)
        || !Objects.equals(name, withoutIds.name)
        || !search.startsWith(withoutIds.search)) {
      return null;
    }
    String lines = search.substring(withoutIds.search.length());
    return lines.isEmpty() || lines.startsWith("\n") ? SearchedIds.of(lines) : null;
  }

  /** Whether there are more anonymous ids than there is room for. */
  public boolean isFull() {
    return search.endsWith(SearchedIds.AND_MORE);
  }
}
