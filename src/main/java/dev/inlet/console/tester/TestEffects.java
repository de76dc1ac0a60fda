package dev.inlet.console.tester;

import dev.inlet.activity.ActivityStore;
import dev.inlet.call.CallType;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.call.Warning;
import dev.inlet.codec.Json;
import dev.inlet.company.CompanyStore;
import dev.inlet.console.page.Addresses;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.delivery.DeliveryLog;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.listing.Window;
import dev.inlet.tester.Draft;
import dev.inlet.tester.Exchange;
import dev.inlet.tester.Reply;
import dev.inlet.tester.Scenario;
import dev.inlet.tester.Verdict;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what became of a test: what it should have made is there, once, and the right one of two
 * has won. An answer alone does not tell that. May block.
 */
@Singleton
public final class TestEffects {
  /** A call that was answered 202 is processed a moment later. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LOOKED_THROUGH = 200;
  private static final int FEW = 5;
  private static final int LOWEST_REFUSAL = 300;

  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;
  private final DeliveryLog deliveries;

  TestEffects(
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities,
      DeliveryLog deliveries) {
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
    this.deliveries = deliveries;
  }

  /**
   * Something that should be so.
   *
   * @param sentence what it is
   */
  public record Expectation(String sentence, boolean isSo) {}

  /**
   * What should have become of the calls of a scenario, and whether it has; nothing when all of
   * them were refused.
   *
   * @param draft the call that the scenario's were made of
   * @param begun when they began to be sent
   */
  List<Expectation> of(
      String account, Scenario scenario, Draft draft, List<Exchange> exchanges, Instant begun) {
    boolean isKept =
        exchanges.stream().anyMatch(one -> one.reply().verdict() == Verdict.KEPT)
            && draft.problem() == null;
    CallType type = isKept ? CallType.named(draft.text("type")).orElse(null) : null;
    if (type == null) {
      return List.of();
    }
    var effects = new ArrayList<Expectation>();
    switch (type) {
      case IDENTIFY -> effects.add(contact(account, draft));
      case GROUP -> effects.add(company(account, draft));
      case TRACK -> effects.add(once("event", draft, () -> events(account, draft, begun)));
      case PAGE, SCREEN ->
          effects.add(once(type.wireName(), draft, () -> views(account, draft, begun)));
      case ALIAS, DELETE -> {}
    }
    switch (scenario) {
      case DUPLICATE -> effects.add(repeated(account, draft));
      case OUT_OF_ORDER -> {
        if (type == CallType.IDENTIFY) {
          effects.add(newerWon(account, draft));
        }
      }
      case WRONG_CLOCK -> effects.add(cut(account, draft));
      case ONCE, RETRY, ODD_CASING, LATE_REPLAY, UNSUPPORTED_TYPE, MISSING_EMAIL, EXPIRED_KEY -> {}
    }
    return effects;
  }

  private Expectation contact(String account, Draft draft) {
    return soon("There is a contact", () -> person(account, draft).isPresent());
  }

  private Expectation company(String account, Draft draft) {
    String groupId = draft.text("groupId");
    return soon("There is a company", () -> companies.find(account, groupId).isPresent());
  }

  private Optional<Contact> person(String account, Draft draft) {
    return Stream.of(draft.text("userId"), draft.text("anonymousId"))
        .filter(id -> !id.isBlank())
        .flatMap(id -> contacts.find(account, id).stream())
        .findFirst();
  }

  /** What has no messageId of its own gets one each time, so that each repeat is another. */
  private Expectation once(String what, Draft draft, LongSupplier count) {
    if (draft.text("messageId").isBlank()) {
      return soon("This " + what + " is there", () -> count.getAsLong() > 0);
    }
    return soon(
        "There is one " + what + " of this message, and not two", () -> count.getAsLong() == 1);
  }

  private long events(String account, Draft draft, Instant begun) {
    return activities.events(account, null, Window.newest(LOOKED_THROUGH)).items().stream()
        .filter(event -> isOf(draft, begun, event.storedAt(), event.activity().common()))
        .count();
  }

  private long views(String account, Draft draft, Instant begun) {
    return activities.pageViews(account, null, Window.newest(LOOKED_THROUGH)).items().stream()
        .filter(view -> isOf(draft, begun, view.storedAt(), view.activity().common()))
        .count();
  }

  private static boolean isOf(Draft draft, Instant begun, Instant storedAt, Common common) {
    String messageId = draft.text("messageId");
    return messageId.isBlank()
        ? !storedAt.isBefore(begun) && isOf(draft, common.identity())
        : common.messageId().equals(messageId);
  }

  private static boolean isOf(Draft draft, Identity identity) {
    return draft.text("userId").equals(Objects.requireNonNullElse(identity.userId(), ""))
        && draft.text("anonymousId").equals(Objects.requireNonNullElse(identity.anonymousId(), ""));
  }

  private Expectation repeated(String account, Draft draft) {
    return soon(
        "The repeat changed nothing",
        () -> entries(account, draft).stream().anyMatch(Entry::isWithoutEffect));
  }

  private Expectation newerWon(String account, Draft draft) {
    return soon(
        "What the newer one said is still there",
        () ->
            person(account, draft)
                .map(contact -> contact.shownTraits().get("cameFrom"))
                .map(Json.quote("newer")::equals)
                .orElse(false));
  }

  private Expectation cut(String account, Draft draft) {
    return soon(
        "Its time was cut",
        () ->
            entries(account, draft).stream()
                .anyMatch(entry -> entry.warnings().contains(Warning.CLOCK_AHEAD)));
  }

  private List<Entry> entries(String account, Draft draft) {
    String messageId = draft.text("messageId");
    return messageId.isEmpty()
        ? List.of()
        : deliveries
            .list(account, Filter.ofMessage(messageId), Position.NEWEST, Window.DEFAULT_LIMIT)
            .entries();
  }

  /**
   * The page of the newest delivery of a test; null when none is known. A refusal is written a
   * moment after its answer.
   */
  @Nullable String delivery(String account, Draft draft, List<Exchange> exchanges, Instant begun) {
    if (exchanges.stream().noneMatch(one -> one.reply() instanceof Reply.Answered)) {
      return null;
    }
    var found = new AtomicReference<@Nullable String>();
    Polling.until(
        () -> {
          found.set(newest(account, draft, begun));
          return found.get() != null;
        },
        PATIENCE,
        PAUSE);
    String id = found.get();
    return id == null ? null : Addresses.delivery(account, id);
  }

  /** By its message; of one that was refused unread, the newest refusal since the test began. */
  private @Nullable String newest(String account, Draft draft, Instant begun) {
    Stream<Entry> ofMessage =
        draft.problem() == null ? entries(account, draft).stream() : Stream.of();
    Stream<Entry> refused =
        deliveries.list(account, Filter.ANY, Position.NEWEST, FEW).entries().stream()
            .filter(
                entry -> entry.status() >= LOWEST_REFUSAL && !entry.receivedAt().isBefore(begun));
    return Stream.concat(ofMessage, refused).map(Entry::id).findFirst().orElse(null);
  }

  private static Expectation soon(String sentence, BooleanSupplier isSo) {
    return new Expectation(sentence, Polling.until(isSo, PATIENCE, PAUSE));
  }
}
