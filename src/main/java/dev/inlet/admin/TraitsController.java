package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Explanation;
import dev.inlet.contact.Explanation.Lost;
import dev.inlet.contact.Explanation.Said;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.process.History;
import dev.inlet.process.History.Statements;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains why a contact has the values it has. */
@Controller(value = "/api/accounts/{account}/contacts/{id}/traits", port = "${inlet.console.port}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TraitsController {
  private final KnownAccounts accounts;
  private final ContactStore contacts;
  private final History history;

  TraitsController(KnownAccounts accounts, ContactStore contacts, History history) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.history = history;
  }

  @Get
  String list(String account, String id) {
    List<PersonState> parts = parts(account, id);
    return new JsonMembers()
        .array("traits", names(parts, PersonState::traits), name -> trait(parts, name))
        .array("fields", names(parts, PersonState::fields), name -> field(parts, name))
        .toString();
  }

  private static String trait(List<PersonState> parts, String name) {
    return value(Explanation.of(stored(parts, PersonState::traits, name), List.of()))
        .text("name", name)
        .toString();
  }

  private static String field(List<PersonState> parts, String name) {
    return value(Explanation.of(stored(parts, PersonState::fields, name), List.of()))
        .text("name", name)
        .toString();
  }

  @Get("/{name}")
  String explain(String account, String id, String name) {
    List<PersonState> parts = parts(account, id);
    List<Said> traits = stored(parts, PersonState::traits, name);
    List<Said> fields = stored(parts, PersonState::fields, name);
    if (traits.isEmpty() && fields.isEmpty()) {
      throw AdminRefusal.missing("Contact %s has no trait %s".formatted(id, name));
    }
    Statements known = history.about(account, parts.stream().map(PersonState::person).toList());
    return new JsonMembers()
        .text("name", name)
        .raw("trait", explanation(traits, said(known, Identified::traits, name)))
        .raw("field", explanation(fields, said(known, Identified::fields, name)))
        .instant("searchedSince", known.since())
        .toString();
  }

  private List<PersonState> parts(String account, String id) {
    accounts.require(account);
    List<PersonState> parts = contacts.parts(account, id);
    if (parts.isEmpty()) {
      throw AdminRefusal.noSuchContact(account, id);
    }
    return parts;
  }

  private static TreeSet<String> names(
      List<PersonState> parts, Function<PersonState, Registers> kind) {
    var names = new TreeSet<String>();
    parts.forEach(part -> names.addAll(kind.apply(part).all().keySet()));
    return names;
  }

  /** What the parts of a contact hold under a name. */
  private static List<Said> stored(
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

  private static @Nullable String explanation(List<Said> stored, List<Said> earlier) {
    if (stored.isEmpty()) {
      return null;
    }
    Explanation explanation = Explanation.of(stored, earlier);
    return value(explanation).array("lost", explanation.lost(), TraitsController::lost).toString();
  }

  /** The value in force, or null when it was cleared, and who set or cleared it. */
  private static JsonMembers value(Explanation explanation) {
    Said winner = explanation.winner();
    return new JsonMembers()
        .raw("value", winner.register().value())
        .raw("setBy", source(winner).toString());
  }

  private static String lost(Lost lost) {
    return new JsonMembers()
        .raw("value", lost.said().register().value())
        .raw("setBy", source(lost.said()).toString())
        .text("reason", lost.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toString();
  }

  private static JsonMembers source(Said said) {
    Person person = said.person();
    return new JsonMembers()
        .text("messageId", said.register().stamp().messageId())
        .instant("timestamp", said.register().stamp().time())
        .text("userId", person.isUser() ? person.id() : null)
        .text("anonymousId", person.isUser() ? null : person.id());
  }
}
