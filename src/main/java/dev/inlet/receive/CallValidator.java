package dev.inlet.receive;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.codec.CallReader;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.CallTypes;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Message;
import dev.inlet.delivery.MessageIds;
import dev.inlet.delivery.Outcome.Rejected;
import dev.inlet.handler.Handlers;
import dev.inlet.handler.Objection;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.ReadCall;
import dev.inlet.receive.CallValidator.Validation.Invalid;
import dev.inlet.receive.CallValidator.Validation.Valid;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks one call, whoever brought it, in the order of Segment's contract: its type, whether its
 * key may send that, its fields, and the rules of its settings. The first that it breaks is told.
 */
@Singleton
final class CallValidator {
  private static final int MOST_OF_A_NAME = 30;

  private final CallTypes types;
  private final Handlers handlers;

  CallValidator(CallTypes types, Handlers handlers) {
    this.types = types;
    this.handlers = handlers;
  }

  /** Whether a call may be made durable. */
  sealed interface Validation {

    /** It may. */
    record Valid(AcceptedCall call) implements Validation {}

    /**
     * It is not taken.
     *
     * @param refused why not, without saying where it stood in its batch
     */
    record Invalid(Rejected refused) implements Validation {}
  }

  /**
   * Checks a call.
   *
   * @param storedAt when it is taken, to the microsecond
   */
  Validation validate(
      Message message, Sender sender, ApiKey key, Settings settings, Instant storedAt) {
    if (message.problem() != null) {
      return new Invalid(message.problem());
    }
    Parsed<String> name = CallReader.type(message.json());
    if (!(name instanceof Parsed.Ok<String> named)) {
      return unreadable(name);
    }
    Optional<CallType> type = types.supported(sender, named.value());
    if (type.isEmpty()) {
      return notSupported(named.value(), sender);
    }
    if (!key.permissions().contains(type.get())) {
      return notPermitted(type.get());
    }
    Parsed<Call> read =
        CallReader.read(
            type.get(),
            message.json(),
            sender.route(),
            storedAt,
            hasClock -> MessageIds.standIn(key.accountId(), message.fingerprint().get(), hasClock));
    if (!(read instanceof Parsed.Ok<Call> call)) {
      return unreadable(read);
    }
    Objection objection = handlers.objection(call.value(), settings);
    if (objection != null) {
      return new Invalid(new Rejected(cause(objection.rule()), objection.sentence()));
    }
    var entry =
        new JournalEntry(
            key.accountId(),
            key.id(),
            sender,
            type.get(),
            call.value().common().messageId(),
            storedAt,
            settings.values().isEmpty() ? null : settings.toJson(),
            message.body(),
            handlers.warnings(call.value(), settings));
    return new Valid(AcceptedCall.of(entry, new ReadCall(call.value(), settings)));
  }

  private static Invalid unreadable(Parsed<?> read) {
    return switch (read) {
      case Parsed.Bad<?> bad -> new Invalid(Rejected.of(bad));
      case Parsed.Ok<?> ok -> throw new IllegalArgumentException("nothing is wrong");
    };
  }

  private Invalid notSupported(String name, Sender sender) {
    return new Invalid(
        new Rejected(
            Cause.TYPE_NOT_SUPPORTED,
            "Calls of type %s are not supported; supported are %s"
                .formatted(Json.quote(excerpt(name)), types.listed(sender))));
  }

  private static Invalid notPermitted(CallType type) {
    return new Invalid(
        new Rejected(
            Cause.TYPE_NOT_PERMITTED,
            "This API key may not send %s calls".formatted(type.wireName())));
  }

  private static Cause cause(Objection.Rule rule) {
    return switch (rule) {
      case EMAIL_REQUIRED -> Cause.EMAIL_MISSING;
      case OF_VENDOR -> Cause.VENDOR_RULE;
    };
  }

  private static String excerpt(String name) {
    return name.length() <= MOST_OF_A_NAME ? name : name.substring(0, MOST_OF_A_NAME) + "…";
  }
}
