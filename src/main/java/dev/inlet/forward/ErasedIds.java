package dev.inlet.forward;

import dev.inlet.codec.Json;
import dev.inlet.contact.Person;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The ids of contacts that were erased, which must be told and stand nowhere as they were. */
public final class ErasedIds {
  private ErasedIds() {}

  /** A change as it is stored: the ids of who was erased are sealed. */
  public static NewChange sealed(NewChange change, Seal seal) {
    if (change.type() != ChangeType.CONTACT_ERASED) {
      return change;
    }
    String keys =
        change.about().stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
    return new NewChange(
        change.type(),
        List.of(seal.seal(keys)),
        change.names(),
        change.messageId(),
        change.settings());
  }

  /** All ids of a contact that was erased, by the change that was stored. */
  static List<Person> open(NewChange stored, Seal seal) {
    return Json.elements(seal.open(stored.about().getFirst())).stream()
        .map(key -> Person.fromKey(Objects.requireNonNull(Json.text(key))))
        .toList();
  }
}
