package dev.inlet.console.delivery;

import dev.inlet.activity.ActivityStore;
import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.ReservedNames;
import dev.inlet.company.CompanyStore;
import dev.inlet.console.activity.PageRow;
import dev.inlet.console.company.CompanyRow;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactLink;
import dev.inlet.console.page.Effect;
import dev.inlet.console.page.Shown;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.delivery.DeliveryLog.Detail;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what became of an accepted call, as it stands now. */
@Singleton
final class DeliveryEffects {
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;

  DeliveryEffects(ContactStore contacts, CompanyStore companies, ActivityStore activities) {
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
  }

  List<Effect> of(String account, Detail delivery) {
    Long seq = delivery.seq();
    byte[] body = delivery.body();
    if (seq == null
        || body == null
        || delivery.entry().isWithoutEffect()
        || !(Json.object(body, "Body") instanceof Parsed.Ok<JsonObject> sent)) {
      return List.of();
    }
    Map<String, String> fields = ReservedNames.ENVELOPE.find(sent.value());
    var effects = new ArrayList<Effect>();
    contact(account, fields).ifPresent(effects::add);
    CallType.named(String.valueOf(delivery.entry().type()))
        .ifPresent(type -> effects.addAll(of(account, type, seq, fields)));
    return effects;
  }

  private List<Effect> of(String account, CallType type, long seq, Map<String, String> fields) {
    return switch (type) {
      case IDENTIFY, ALIAS, DELETE -> List.of();
      case TRACK ->
          activities
              .event(account, seq)
              .map(
                  found ->
                      new Effect("Event", found.activity().name(), Addresses.event(account, seq)))
              .stream()
              .toList();
      case PAGE, SCREEN ->
          activities
              .pageView(account, seq)
              .map(
                  found ->
                      new Effect(
                          "Page", PageRow.label(found.activity()), Addresses.page(account, seq)))
              .stream()
              .toList();
      case GROUP ->
          companies
              .find(account, Shown.value(fields.get("groupId")))
              .map(
                  found ->
                      new Effect(
                          "Company",
                          CompanyRow.label(found),
                          Addresses.company(account, found.groupId())))
              .stream()
              .toList();
    };
  }

  private Optional<Effect> contact(String account, Map<String, String> fields) {
    return Stream.of("userId", "anonymousId")
        .map(fields::get)
        .filter(Objects::nonNull)
        .map(Shown::value)
        .flatMap(id -> contacts.find(account, id).stream())
        .findFirst()
        .map(contact -> effect(account, contact));
  }

  private static Effect effect(String account, Contact contact) {
    return new Effect(
        "Contact", ContactLink.label(contact), Addresses.contact(account, contact.person().id()));
  }
}
