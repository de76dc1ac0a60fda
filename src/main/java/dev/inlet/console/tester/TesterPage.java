package dev.inlet.console.tester;

import dev.inlet.account.Account;
import dev.inlet.call.CallType;
import dev.inlet.console.page.ContactLink;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.delivery.CallTypes;
import dev.inlet.operate.Sandbox;
import dev.inlet.tester.Draft;
import dev.inlet.tester.Exchange;
import dev.inlet.tester.Field;
import dev.inlet.tester.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event tester: a call to edit, and what came of those that were sent.
 *
 * @param accounts those to choose from
 * @param scenario what was sent; null when nothing was
 * @param problem why nothing was sent; null when nothing is wrong
 * @param contact the contact that the calls are about; null when there is none
 * @param warnings what was repaired of the calls that were taken, a sentence each
 * @param effects what should have become of them, and whether it has
 * @param sentTo whose calls they were; null when nobody knows, and when nothing was sent
 * @param delivery the page of the newest delivery; null when none is known
 * @param taken the types of calls that are
 */
public record TesterPage(
    TesterForm form,
    List<Account> accounts,
    @Nullable Scenario scenario,
    List<Exchange> exchanges,
    @Nullable String problem,
    @Nullable ContactLink contact,
    List<String> warnings,
    List<TestEffects.Expectation> effects,
    @Nullable Account sentTo,
    @Nullable String delivery,
    CallTypes taken)
    implements Page {

  private static final int SPARE_ROWS = 2;

  /** A custom trait or property. */
  public record Custom(String name, String value) {}

  @Override
  public String template() {
    return "tester";
  }

  @Override
  public String title() {
    return "Event tester";
  }

  @Override
  public Section section() {
    return Section.TESTER;
  }

  /** Whether every answer was as it should be, and what became of the calls, too. */
  public boolean isPassed() {
    return exchanges.stream().allMatch(Exchange::isAsExpected)
        && effects.stream().allMatch(TestEffects.Expectation::isSo);
  }

  /** Whether the calls went to a customer's account, where what they made stays. */
  public boolean isCustomers() {
    return sentTo != null && !Sandbox.is(sentTo.id());
  }

  /** Whether an account is chosen in the form that is not the sandbox. */
  public boolean choosesCustomer() {
    return !form.account().isEmpty();
  }

  public List<CallType> types() {
    return List.of(CallType.values());
  }

  /** Whether calls of a type are taken, as the operator has configured it. */
  public boolean isTaken(CallType type) {
    return taken.destination().contains(type);
  }

  /** What the form holds of the call. */
  public Draft draft() {
    return form.draft();
  }

  /** The address of the tester with a fresh sample. */
  public String sampleUrl(CallType type) {
    return Link.to(Section.TESTER.path())
        .with("type", type.wireName())
        .with("as", form.asFields() ? "fields" : null)
        .with("account", form.account())
        .toString();
  }

  /** The fields to edit, by the place they are in: the ids, the traits, the address, … */
  public List<FieldGroup> groups() {
    return FieldGroup.of(form.type());
  }

  /** The call's custom traits or properties, and room for more. */
  public List<Custom> customs() {
    String place = Field.customPlace(form.type());
    if (place == null) {
      return List.of();
    }
    return Stream.concat(
            Field.customNames(form.type(), draft()).stream()
                .map(name -> new Custom(name, new Field(place + "." + name, false).shown(draft()))),
            Stream.generate(() -> new Custom("", "")).limit(SPARE_ROWS))
        .toList();
  }

  /** The scenarios for this type of call, but for sending it once. */
  public List<Scenario> scenarios() {
    return Arrays.stream(Scenario.values())
        .filter(one -> one != Scenario.ONCE && one.suits(form.type()))
        .toList();
  }
}
