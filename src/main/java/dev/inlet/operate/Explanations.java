package dev.inlet.operate;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Explanation;
import dev.inlet.contact.Explanation.Said;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.process.History;
import dev.inlet.process.History.Statement;
import dev.inlet.process.History.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains the values of contacts and companies, by what is stored and what the journal still has.
 */
@Singleton
public final class Explanations {
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final History history;

  Explanations(ContactStore contacts, CompanyStore companies, History history) {
    this.contacts = contacts;
    this.companies = companies;
    this.history = history;
  }

  /**
   * Why a contact has what it has under one name.
   *
   * @param trait of the trait that was sent under the name; null when there is none
   * @param field of the reserved field of the name; null when there is none
   * @param searchedSince how far back the journal was looked through; null when not at all
   * @param cut the messages whose time lay in the future and was cut
   */
  public record Explained(
      @Nullable Explanation trait,
      @Nullable Explanation field,
      @Nullable Instant searchedSince,
      Set<String> cut) {}

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
        explanation(traits, said(known, Statement::traits, name, Statement::person)),
        explanation(fields, said(known, Statement::fields, name, Statement::person)),
        known.since(),
        known.cut());
  }

  /** Explains one name of a company; an {@link OperationRefused} when it has nothing under it. */
  public Explained ofCompany(String account, String groupId, String name) {
    Company company =
        companies
            .find(account, groupId)
            .orElseThrow(
                () ->
                    OperationRefused.missing(
                        "Account %s has no company %s".formatted(account, groupId)));
    List<Said> traits = stored(company.traits(), name);
    List<Said> fields = stored(company.fields(), name);
    if (traits.isEmpty() && fields.isEmpty()) {
      throw OperationRefused.missing("Company %s has no trait %s".formatted(groupId, name));
    }
    Statements known = history.aboutCompany(account, groupId, name);
    return new Explained(
        explanation(traits, said(known, Statement::traits, name, one -> null)),
        explanation(fields, said(known, Statement::fields, name, one -> null)),
        known.since(),
        known.cut());
  }

  private static List<Said> stored(Registers registers, String name) {
    Register register = registers.get(name);
    return register == null ? List.of() : List.of(new Said(null, register));
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
      Statements known,
      Function<Statement, Map<String, String>> kind,
      String name,
      Function<Statement, @Nullable Person> person) {
    return known.said().stream()
        .flatMap(
            one ->
                Stream.ofNullable(kind.apply(one).get(name))
                    .map(value -> new Said(person.apply(one), new Register(value, one.stamp()))))
        .toList();
  }

  private static @Nullable Explanation explanation(List<Said> stored, List<Said> earlier) {
    return stored.isEmpty() ? null : Explanation.of(stored, earlier);
  }
}
