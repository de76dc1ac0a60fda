package dev.inlet.operate.subscription;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.codec.Sha256;
import dev.inlet.forward.ChangeFeed;
import dev.inlet.forward.WantedTypes;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.webhook.Forwarder;
import dev.inlet.webhook.SecretBox;
import dev.inlet.webhook.Secrets;
import dev.inlet.webhook.Signature;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.Subscription.State;
import dev.inlet.webhook.SubscriptionStore;
import dev.inlet.webhook.SubscriptionStore.Stored;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subscribers there are; an {@link OperationRefused} says what cannot be done with them. */
@Singleton
public final class Subscribers {
  private static final int MOST_SUBSCRIPTIONS = 500;

  private final SubscriptionStore store;
  private final KnownAccounts accounts;
  private final ChangeFeed feed;
  private final SecretBox box;
  private final SubscriptionValidator validator;
  private final Forwarder forwarder;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Subscribers(
      SubscriptionStore store,
      KnownAccounts accounts,
      ChangeFeed feed,
      SecretBox box,
      SubscriptionValidator validator,
      Forwarder forwarder,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.feed = feed;
    this.box = box;
    this.validator = validator;
    this.forwarder = forwarder;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is asked of a subscription; null is what nobody says.
   *
   * @param headers fixed ones, by name
   */
  public record Wish(
      @Nullable String url,
      @Nullable Collection<String> types,
      @Nullable String account,
      @Nullable Map<String, String> headers,
      @Nullable Boolean batch,
      @Nullable Boolean active) {}

  /**
   * A subscription, and a secret that is shown this once.
   *
   * @param secret as the subscriber needs it to verify signatures
   */
  public record Issued(Subscription subscription, String secret) {}

  /** All of them, in the order in which they were made. */
  public List<Subscription> all() {
    return store.all().stream().map(Stored::subscription).toList();
  }

  /** One of them, which must exist. */
  public Subscription get(String id) {
    return stored(id).subscription();
  }

  /** One of them with what of it nobody may read; it must exist. */
  Stored stored(String id) {
    return store
        .find(id)
        .orElseThrow(() -> OperationRefused.missing("There is no subscription " + id));
  }

  /** Makes one, which begins with what changes from now on. */
  public Issued create(Wish wish) {
    return create(newId(), wish);
  }

  /**
   * Makes one.
   *
   * @param id one of {@link #newId}, which was given to nothing else
   */
  public Issued create(String id, Wish wish) {
    requireKey();
    URI url = validator.url(wish.url());
    WantedTypes types = validator.types(wish.types());
    Map<String, String> headers = validator.headers(wish.headers());
    if (wish.account() != null) {
      accounts.require(wish.account());
    }
    requireRoom();
    var subscription =
        new Subscription(
            id,
            wish.account(),
            url,
            types,
            Boolean.TRUE.equals(wish.batch()),
            Boolean.FALSE.equals(wish.active()) ? State.PAUSED : State.ACTIVE,
            null,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            feed.end(),
            null);
    String secret = Signature.newSecret();
    audit.noting(
        () -> {
          store.add(new Stored(subscription, sealed(subscription, Secrets.of(secret, headers))));
          return subscription;
        },
        one -> deed(one, Action.SUBSCRIPTION_CREATED).with("types", one.types()));
    forwarder.changed(subscription.id());
    return new Issued(subscription, secret);
  }

  private void requireKey() {
    if (!box.hasKey()) {
      throw OperationRefused.taken(
          "Secrets need a key first: set inlet.forward.key (INLET_FORWARD_KEY) to 32 bytes in"
              + " base64, as by openssl rand -base64 32");
    }
  }

  private void requireRoom() {
    if (store.all().size() >= MOST_SUBSCRIPTIONS) {
      throw OperationRefused.taken("There are " + MOST_SUBSCRIPTIONS + " subscriptions already");
    }
  }

  /** An id for a subscription that is to be made, by which whoever asks twice makes one. */
  public String newId() {
    var bytes = new byte[12];
    random.nextBytes(bytes);
    return "sub_" + HexFormat.of().formatHex(bytes);
  }

  /** Of its address the host alone: what is behind that may be a secret. */
  static Deed deed(Subscription one, Action action) {
    return new Deed(action, one.accountId(), one.id(), Map.of()).with("host", one.url().getHost());
  }

  private String sealed(Subscription subscription, Secrets secrets) {
    return box.seal(subscription.id(), secrets.text());
  }

  /** Changes what the wish says of it, but for its account; one that was off goes on. */
  public Subscription change(String id, Wish wish) {
    Stored before = stored(id);
    Subscription was = before.subscription();
    Subscription changed =
        was.to(
            wish.url() == null ? was.url() : validator.url(wish.url()),
            wish.types() == null ? was.wanted() : validator.types(wish.types()),
            wish.batch() == null ? was.batched() : wish.batch());
    if (Boolean.TRUE.equals(wish.active())) {
      secrets(before); // Without them it would be switched off at once.
    }
    if (wish.active() != null) {
      changed = changed.in(wish.active() ? State.ACTIVE : State.PAUSED, null);
    }
    String sealed = before.sealed();
    if (wish.headers() != null) {
      sealed = sealed(was, secrets(before).with(validator.headers(wish.headers())));
    }
    return update(changed, sealed, action(wish)).subscription();
  }

  private static Action action(Wish wish) {
    Boolean active = wish.active();
    if (active == null
        || wish.url() != null
        || wish.types() != null
        || wish.headers() != null
        || wish.batch() != null) {
      return Action.SUBSCRIPTION_CHANGED;
    }
    return active ? Action.SUBSCRIPTION_RESUMED : Action.SUBSCRIPTION_PAUSED;
  }

  private Stored update(Subscription changed, String sealed, Action action) {
    var stored = new Stored(changed, sealed);
    boolean isThere =
        audit.noting(
            () -> store.update(stored),
            done ->
                done
                    ? deed(changed, action)
                        .with("types", changed.types())
                        .with("state", changed.state().wireName())
                    : null);
    if (!isThere) {
      throw OperationRefused.missing("There is no subscription " + changed.id());
    }
    forwarder.changed(changed.id());
    return stored;
  }

  /** What of it nobody may read; refused when it cannot be opened here. */
  Secrets secrets(Stored stored) {
    return box.read(stored.subscription().id(), stored.sealed())
        .orElseThrow(() -> OperationRefused.taken(SecretBox.CLOSED));
  }

  /** Removes one. */
  public void remove(String id) {
    Subscription subscription = get(id);
    audit.noting(
        () -> store.remove(id),
        done -> done ? deed(subscription, Action.SUBSCRIPTION_ENDED) : null);
    forwarder.changed(id);
  }

  /** A digest that is another whenever its secret or headers change, and tells nothing of them. */
  public String version(String id) {
    return Sha256.shortHex(stored(id).sealed());
  }

  /**
   * Gives it another secret. Requests are signed with both until the overlap is over.
   *
   * @param overlap in ISO 8601, a day when nobody says
   */
  public Issued rotate(String id, @Nullable String overlap) {
    Stored before = stored(id);
    Duration both = validator.overlap(overlap);
    String secret = Signature.newSecret();
    Secrets rotated = secrets(before).rotated(secret, clock.instant(), both);
    Subscription subscription = before.subscription();
    Stored after = update(subscription, sealed(subscription, rotated), Action.SUBSCRIPTION_ROTATED);
    return new Issued(after.subscription(), secret);
  }
}
