package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.contact.Explanation;
import dev.inlet.contact.Explanation.Lost;
import dev.inlet.contact.Explanation.Said;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.merge.Registers;
import dev.inlet.operate.Explanations;
import dev.inlet.operate.Explanations.Explained;
import dev.inlet.operate.KnownAccounts;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Explains why contacts and companies have the values they have. */
@AdminPort("/api/accounts/{account}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TraitsController {
  private final KnownAccounts accounts;
  private final Explanations explanations;

  TraitsController(KnownAccounts accounts, Explanations explanations) {
    this.accounts = accounts;
    this.explanations = explanations;
  }

  @Get("/contacts/{id}/traits")
  String list(String account, String id) {
    accounts.require(account);
    List<PersonState> parts = explanations.parts(account, id);
    return new JsonMembers()
        .array("traits", names(parts, PersonState::traits), name -> trait(parts, name))
        .array("fields", names(parts, PersonState::fields), name -> field(parts, name))
        .toString();
  }

  private static String trait(List<PersonState> parts, String name) {
    return value(Explanation.of(Explanations.stored(parts, PersonState::traits, name), List.of()))
        .text("name", name)
        .toString();
  }

  private static String field(List<PersonState> parts, String name) {
    return value(Explanation.of(Explanations.stored(parts, PersonState::fields, name), List.of()))
        .text("name", name)
        .toString();
  }

  @Get("/contacts/{id}/traits/{name}")
  String explain(String account, String id, String name) {
    accounts.require(account);
    return explained(name, explanations.of(account, id, name));
  }

  @Get("/companies/{id}/traits/{name}")
  String explainCompany(String account, String id, String name) {
    accounts.require(account);
    return explained(name, explanations.ofCompany(account, id, name));
  }

  private static String explained(String name, Explained explained) {
    return new JsonMembers()
        .text("name", name)
        .raw("trait", explanation(explained.trait()))
        .raw("field", explanation(explained.field()))
        .instant("searchedSince", explained.searchedSince())
        .texts("cutClocks", explained.cut())
        .toString();
  }

  private static TreeSet<String> names(
      List<PersonState> parts, Function<PersonState, Registers> kind) {
    var names = new TreeSet<String>();
    parts.forEach(part -> names.addAll(kind.apply(part).all().keySet()));
    return names;
  }

  private static @Nullable String explanation(@Nullable Explanation explanation) {
    return explanation == null
        ? null
        : value(explanation).array("lost", explanation.lost(), TraitsController::lost).toString();
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
        .text("userId", person != null && person.isUser() ? person.id() : null)
        .text("anonymousId", person == null || person.isUser() ? null : person.id());
  }
}
