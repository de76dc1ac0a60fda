package dev.inlet.receive;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Authentication;
import dev.inlet.account.Authenticator;
import dev.inlet.account.Brake;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.account.Settings;
import dev.inlet.account.SettingsSchema;
import dev.inlet.call.CallType;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Content;
import dev.inlet.delivery.Credentials;
import dev.inlet.delivery.Crowded;
import dev.inlet.delivery.Delivery;
import dev.inlet.delivery.Message;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Partial;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.delivery.Outcome.RefusedCall;
import dev.inlet.delivery.Outcome.Rejected;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.commit.GroupCommit;
import dev.inlet.journal.commit.WaitingRequest;
import dev.inlet.receive.Admission.Admitted;
import dev.inlet.receive.Admission.NotAdmitted;
import dev.inlet.receive.Admission.Unfit;
import dev.inlet.receive.CallValidator.Validation.Invalid;
import dev.inlet.receive.CallValidator.Validation.Valid;
import dev.inlet.receive.DeliveryMeter.Begun;
import dev.inlet.trace.DeliveryTrace;
import dev.inlet.trace.TracedCall;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The way of one call: authenticate, read the settings, decode, check, journal, answer. The first
 * step that fails answers, in the order of Segment's contract; nothing is 2xx before it is durable.
 * Calls that come in one request are durable together or not at all; one of a batch that cannot be
 * taken is left out, and told with the answer.
 *
 * <p>A fault of ours is always {@link Unavailable}, because Segment drops a call for good on any
 * other refusal.
 */
@Context
public final class Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  /** How many answers to wrong keys may wait at a time, while their senders are slowed. */
  private static final int SLOWED_ANSWERS = 1_000;

  /**
   * How long the 503 waits that an account gets which has its share of calls waiting: long enough
   * that asking at once again brings nothing, and well within what senders wait for an answer.
   */
  private static final Duration REFUSED_AFTER = Duration.ofMillis(500);

  private final Gate gate;
  private final Authenticator authenticator;
  private final SettingsSchema settingsSchema;
  private final CallValidator validator;
  private final GroupCommit journal;
  private final AnswerPolicy policy;
  private final DeliveryMeter meter;
  private final RefusalNotes notes;
  private final InstantSource clock;
  private final Brake wrongKeys;

  Receiver(
      Gate gate,
      Authenticator authenticator,
      SettingsSchema settingsSchema,
      CallValidator validator,
      GroupCommit journal,
      AnswerPolicy policy,
      DeliveryMeter meter,
      RefusalNotes notes,
      InstantSource clock,
      Ticker ticker) {
    this.gate = gate;
    this.authenticator = authenticator;
    this.settingsSchema = settingsSchema;
    this.validator = validator;
    this.journal = journal;
    this.policy = policy;
    this.meter = meter;
    this.notes = notes;
    this.clock = clock;
    this.wrongKeys = new Brake(ticker, SLOWED_ANSWERS);
  }

  /**
   * Takes one delivery. The outcome follows within the policy's deadline, once the body has
   * arrived; the stage never fails.
   */
  public CompletionStage<Outcome> receive(Delivery delivery) {
    Begun begun = meter.begin();
    Unavailable closed = gate.closed();
    CompletionStage<Outcome> outcome =
        closed == null
            ? CompletableFuture.completedFuture(delivery)
                .thenCompose(coming -> authenticate(coming, begun))
            : is(closed);
    return outcome
        .exceptionally(this::fault)
        .whenComplete(
            (answer, failure) -> {
              meter.count(answer, begun);
              trace(delivery.trace(), answer);
            });
  }

  private static void trace(DeliveryTrace trace, Outcome answer) {
    switch (answer) {
      case Outcome.Processed processed -> trace.answered("processed", null, false);
      case Outcome.Accepted accepted -> trace.answered("accepted", null, false);
      case Partial partial -> trace.answered("taken in part", null, false);
      case Refused refused ->
          trace.answered("refused", refused.cause().wireName(), refused instanceof Unavailable);
    }
  }

  /** Finds out whose the delivery is; it counts as theirs from then on, whatever its answer. */
  private CompletionStage<Outcome> authenticate(Delivery delivery, Begun begun) {
    return delivery
        .key()
        .get()
        .thenCompose(
            credentials ->
                switch (credentials) {
                  case Credentials.None none -> is(notes.note(none.refused(), delivery, null));
                  case Credentials.Given given ->
                      inTime(authenticator.authenticate(given.secret()))
                          .thenCompose(found -> decide(begun.by(found), given.secret(), delivery));
                });
  }

  private CompletionStage<Outcome> decide(
      Authentication found, KeySecret secret, Delivery delivery) {
    return switch (found) {
      case Authentication.Unknown no ->
          slowly(
              secret,
              delivery,
              notes.note(
                  new Rejected(Cause.KEY_UNKNOWN, "API key not recognised"), delivery, secret));
      case Authentication.Revoked no ->
          lapsed(new Rejected(Cause.KEY_REVOKED, "API key revoked"), secret, delivery, no.key());
      case Authentication.Expired no ->
          lapsed(new Rejected(Cause.KEY_EXPIRED, "API key expired"), secret, delivery, no.key());
      case Authentication.Suspended no ->
          refused(new Rejected(Cause.ACCOUNT_SUSPENDED, "Account suspended"), delivery, no.key());
      case Authentication.Authentic yes -> accept(delivery, yes.key());
    };
  }

  /** A key that was good once. */
  private CompletionStage<Outcome> lapsed(
      Rejected refused, KeySecret secret, Delivery delivery, ApiKey key) {
    return slowly(secret, delivery, notes.note(refused, delivery, key, null, null));
  }

  /** Whoever tries keys, or goes on with one that is not good, waits for each answer. */
  private CompletionStage<Outcome> slowly(KeySecret secret, Delivery delivery, Outcome outcome) {
    delivery.discard().run();
    return wrongKeys.slow(secret.digest(), outcome);
  }

  /** From a good key on: what may refuse a delivery before anything of its body is read. */
  private CompletionStage<Outcome> accept(Delivery delivery, ApiKey key) {
    delivery.trace().ofAccount(key.accountId());
    Unavailable closed = gate.closedTo(key.accountId());
    if (closed != null) {
      delivery.discard().run();
      return is(notes.noteSome(closed, delivery, key));
    }
    if (!key.senders().contains(delivery.sender())) {
      return refused(notPermitted(delivery.sender()), delivery, key);
    }
    Unavailable tooMany = journal.refusal(key.accountId());
    if (tooMany != null) {
      delivery.discard().run();
      return afterAWhile(tooMany);
    }
    return delivery.content().apply(key).thenCompose(content -> accept(content, delivery, key));
  }

  private static Rejected notPermitted(Sender sender) {
    return new Rejected(
        Cause.SENDER_NOT_PERMITTED,
        "This API key was not issued for %s calls".formatted(sender.wireName()));
  }

  /** A sender that tries again on every refusal would otherwise have us do nothing else. */
  private static CompletionStage<Outcome> afterAWhile(Outcome outcome) {
    return new CompletableFuture<Outcome>()
        .completeOnTimeout(outcome, REFUSED_AFTER.toNanos(), TimeUnit.NANOSECONDS);
  }

  private CompletionStage<Outcome> accept(Parsed<Content> content, Delivery delivery, ApiKey key) {
    return switch (content) {
      case Parsed.Bad<Content> bad -> refused(Rejected.of(bad), delivery, key);
      case Parsed.Ok<Content> read ->
          switch (admit(delivery, key, read.value())) {
            case NotAdmitted not -> is(not.refused());
            case Admitted admitted -> journal(delivery, key, admitted);
          };
    };
  }

  /** Everything that is checked before calls may be journaled, in the contract's order. */
  private Admission admit(Delivery delivery, ApiKey key, Content content) {
    return switch (settings(delivery)) {
      case Parsed.Bad<Settings> bad ->
          notAdmitted(
              new Rejected(Cause.SETTINGS_WRONG, bad.problem()), delivery, key, content.sent());
      case Parsed.Ok<Settings> settings ->
          switch (content.messages()) {
            case Parsed.Bad<List<Message>> bad ->
                notAdmitted(Rejected.of(bad), delivery, key, content.sent());
            case Parsed.Ok<List<Message>> calls ->
                admit(delivery, key, calls.value(), settings.value());
          };
    };
  }

  /** Which calls of a delivery are taken: each by itself, but for what concerns all of them. */
  private Admission admit(
      Delivery delivery, ApiKey key, List<Message> messages, Settings settings) {
    Instant storedAt = clock.instant().truncatedTo(ChronoUnit.MICROS); // as stores keep it
    var calls = new ArrayList<AcceptedCall>(messages.size());
    var unfit = new ArrayList<Unfit>();
    for (Message message : messages) {
      switch (validator.validate(message, delivery.sender(), key, settings, storedAt)) {
        case Valid valid -> calls.add(valid.call());
        case Invalid invalid -> unfit.add(new Unfit(message, invalid.refused()));
      }
    }
    if (unfit.isEmpty()) {
      return new Admitted(calls, unfit);
    }
    Unfit decisive = decisive(unfit);
    if (decisive != null) {
      List<Message> refused =
          decisive.message().isOfBatch() ? messages : List.of(decisive.message());
      refused.forEach(call -> note(call, decisive.inPlace(), delivery, key));
      return new NotAdmitted(decisive.inPlace());
    }
    if (calls.isEmpty()) {
      unfit.forEach(call -> note(call.message(), call.inPlace(), delivery, key));
      return new NotAdmitted(unfit.getFirst().inPlace());
    }
    return new Admitted(calls, unfit);
  }

  /**
   * The call that keeps all others from being taken; null when there is none. A key that lacks a
   * permission is the whole request's, and calls that came in no batch belong together.
   */
  private static @Nullable Unfit decisive(List<Unfit> unfit) {
    return unfit.stream()
        .filter(
            call ->
                call.refused().cause() == Cause.TYPE_NOT_PERMITTED || !call.message().isOfBatch())
        .findFirst()
        .orElse(null);
  }

  private void note(Message message, Rejected refused, Delivery delivery, ApiKey key) {
    byte[] body = message.json().members().isEmpty() ? null : message.body();
    notes.note(refused, delivery, key, message.json(), body);
  }

  /** Notes why the whole body is not taken. */
  private NotAdmitted notAdmitted(
      Rejected refused, Delivery delivery, ApiKey key, byte @Nullable [] body) {
    return new NotAdmitted(notes.note(refused, delivery, key, null, body));
  }

  /** Only Segment sends settings; other senders' calls have the defaults, and none is required. */
  private Parsed<Settings> settings(Delivery delivery) {
    return switch (delivery.sender().route()) {
      case RELAYED -> settingsSchema.read(delivery.settings());
      case DIRECT -> Parsed.ok(settingsSchema.defaults());
    };
  }

  /** Queues calls to be made durable; the answer follows when they are, and maybe are processed. */
  private CompletionStage<Outcome> journal(Delivery delivery, ApiKey key, Admitted admitted) {
    if (admitted.calls().isEmpty()) {
      return is(Outcome.PROCESSED);
    }
    admitted.calls().forEach(call -> meter.repaired(call.entry().warnings()));
    if (delivery.trace().isFollowed()) {
      follow(delivery.trace(), admitted.calls());
    }
    var waiting = new WaitingRequest(admitted.calls(), delivery.answers());
    journal.offer(waiting);
    CompletionStage<Outcome> outcome = meter.counted(admitted.calls(), waiting.outcome());
    return admitted.unfit().isEmpty()
        ? outcome
        : outcome.thenApply(answer -> inPart(answer, admitted.unfit(), delivery, key));
  }

  private static void follow(DeliveryTrace trace, List<AcceptedCall> calls) {
    var types = EnumSet.noneOf(CallType.class);
    var traced = new ArrayList<TracedCall>(calls.size());
    for (AcceptedCall call : calls) {
      types.add(call.entry().type());
      traced.add(call.entry().traced());
    }
    trace.follow(types.stream().map(CallType::wireName).toList(), traced);
  }

  /** Says which calls were left out; of none when all of them are to be sent again. */
  private Outcome inPart(Outcome answer, List<Unfit> unfit, Delivery delivery, ApiKey key) {
    if (answer instanceof Refused) {
      return answer;
    }
    unfit.forEach(call -> note(call.message(), call.inPlace(), delivery, key));
    return new Partial(
        answer,
        unfit.stream()
            .map(call -> new RefusedCall(call.message().index(), call.refused()))
            .toList());
  }

  /** A lookup that hangs must not hang the sender; one that is answered at once needs no timer. */
  private <T> CompletionStage<T> inTime(CompletionStage<T> lookup) {
    CompletableFuture<T> future = lookup.toCompletableFuture();
    return future.isDone()
        ? future
        : future.copy().orTimeout(policy.keyDeadline().toNanos(), TimeUnit.NANOSECONDS);
  }

  private Outcome fault(Throwable failure) {
    OutOfMemory.endIfIn(failure);
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    var fault = new Fault(failure);
    // Its connection has broken off, or too many come: both by the thousand, and nobody's fault.
    Level level = cause instanceof IOException ? Level.DEBUG : Level.WARN;
    LOG.atLevel(level).log("A delivery failed through no fault of its sender: {}", fault);
    LOG.atDebug().log(fault::trace);
    return cause instanceof Crowded crowded
        ? new Unavailable(Cause.TOO_MANY_REQUESTS, crowded.problem(), policy.retryAfter())
        : new Unavailable(Cause.FAULT, Gate.CLOSED, policy.retryAfter());
  }

  private CompletionStage<Outcome> refused(Rejected outcome, Delivery delivery, ApiKey key) {
    return is(notes.note(outcome, delivery, key, null, null));
  }

  private static CompletionStage<Outcome> is(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
