package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Identify;
import dev.inlet.call.Identity;
import dev.inlet.call.Warning;
import dev.inlet.codec.Casing;
import dev.inlet.codec.EmailAddress;
import dev.inlet.codec.Json;
import dev.inlet.codec.ReservedNames;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.Person;
import dev.inlet.merge.Stamp;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Identify makes or changes a contact, and links the anonymous id that came with a user's. */
@Singleton
public final class IdentifyHandler implements Handler<Identify> {
  private static final Objection EMAIL_MISSING =
      new Objection(Objection.Rule.EMAIL_REQUIRED, "Missing email address");

  @Override
  public Class<Identify> handles() {
    return Identify.class;
  }

  /**
   * An email address is missing that the customer's {@code requireEmail} asks for. A user who is
   * known by one has one.
   */
  @Override
  public @Nullable Objection objection(Identify call, Settings settings) {
    return settings.requireEmail() && !namesEmail(call, settings) && !isKnownByEmail(call)
        ? EMAIL_MISSING
        : null;
  }

  @Override
  public List<Change> handle(Identify call, Settings settings) {
    Identity identity = call.common().identity();
    var stamp = new Stamp(call.common().time(), call.common().messageId());
    var changes = new ArrayList<Change>();
    changes.add(
        new Change.OfContact(
            new Identified(
                Person.of(identity),
                call.traits().sent().members(),
                fields(call, settings),
                stamp)));
    if (identity.userId() != null && identity.anonymousId() != null) {
      changes.add(
          new Change.OfContact(new Linked(identity.anonymousId(), identity.userId(), stamp)));
    }
    return changes;
  }

  /** The email address had to be taken from elsewhere to meet the settings. */
  @Override
  public Set<Warning> warnings(Identify call, Settings settings) {
    return settings.requireEmail() && !namesEmail(call, settings) && isKnownByEmail(call)
        ? Set.of(Warning.EMAIL_FROM_USER_ID)
        : Set.of();
  }

  private static boolean namesEmail(Identify call, Settings settings) {
    String email = Json.text(fields(call, settings).get("email"));
    return email != null && !email.isBlank();
  }

  private static boolean isKnownByEmail(Identify call) {
    String userId = call.common().identity().userId();
    return userId != null && EmailAddress.isShapeOf(userId);
  }

  /**
   * The contact fields a call fills: the reserved traits, and those that the customer's settings
   * map custom traits to, which win, because someone asked for them.
   */
  private static Map<String, String> fields(Identify call, Settings settings) {
    Map<String, String> mappings = settings.traitMappings();
    if (mappings.isEmpty()) {
      return call.traits().reserved();
    }
    var fields = new LinkedHashMap<>(call.traits().reserved());
    mappings.forEach(
        (trait, field) -> {
          String canonical = ReservedNames.CONTACT.canonical(field);
          String value = Casing.find(call.traits().sent().members(), trait);
          if (canonical != null && value != null) {
            fields.put(canonical, value);
          }
        });
    return fields;
  }
}
