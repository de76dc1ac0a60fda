package dev.inlet.operate;

import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Explanation;
import dev.inlet.contact.Explanation.Said;
import dev.inlet.contact.PersonState;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.process.History;
import dev.inlet.process.History.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains the values of contacts, by what is stored and what the journal still has. */
@Singleton
public final class Explanations {
  private final ContactStore contacts;
  private final History history;

  Explanations(ContactStore contacts, History history) {
    this.contacts = contacts;
    this.history = history;
  }

  /**
   * Why a contact has what it has under one name.
   *
   * @param trait of the trait that was sent under the name; null when there is none
   * @param field of the reserved field of the name; null when there is none
   * @param searchedSince how far back the journal was looked through; null when not at all
   */
  public record Explained(
      @Nullable Explanation trait, @Nullable Explanation field, @Nullable Instant searchedSince) {}

  /** Explains one name; an {@link OperationRefused} when the contact has nothing under it. */
  public Explained of(String account, String id, String name) {
    List<PersonState> parts = parts(account, id);
    List<Said> traits = stored(parts, PersonState::traits, name);
    List<Said> fields = stored(parts, PersonState::fields, name);
    if (traits.isEmpty() && fields.isEmpty()) {
      throw OperationRefused.missing("Contact %s has no trait %s".formatted(id, name));
    }
    Statements known =
        history.about(account, parts.stream().map(PersonState::person).toList(), name);
    return new Explained(
        explanation(traits, said(known, Identified::traits, name)),
        explanation(fields, said(known, Identified::fields, name)),
        known.since());
  }

  /**
   * What a contact is put together from; an {@link OperationRefused} when there is no such contact.
   */
  public List<PersonState> parts(String account, String id) {
    List<PersonState> parts = contacts.parts(account, id);
    if (parts.isEmpty()) {
      throw OperationRefused.noSuchContact(account, id);
    }
    return parts;
  }

  /** What the parts of a contact hold under a name. */
  public static List<Said> stored(
      List<PersonState> parts, Function<PersonState, Registers> kind, String name) {
    return parts.stream()
        .flatMap(
            part ->
                Stream.ofNullable(kind.apply(part).get(name))
                    .map(register -> new Said(part.person(), register)))
        .toList();
  }

  /** What messages have said under a name. */
  private static List<Said> said(
      Statements known, Function<Identified, Map<String, String>> kind, String name) {
    return known.said().stream()
        .flatMap(
            one ->
                Stream.ofNullable(kind.apply(one).get(name))
                    .map(value -> new Said(one.person(), new Register(value, one.stamp()))))
        .toList();
  }

  private static @Nullable Explanation explanation(List<Said> stored, List<Said> earlier) {
    return stored.isEmpty() ? null : Explanation.of(stored, earlier);
  }
}
