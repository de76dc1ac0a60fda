package dev.inlet.operate;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.codec.Sha256;
import dev.inlet.forward.ChangeFeed;
import dev.inlet.forward.ChangeReader;
import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import dev.inlet.forward.WantedTypes;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Forwarder;
import dev.inlet.webhook.Retry;
import dev.inlet.webhook.SecretBox;
import dev.inlet.webhook.Secrets;
import dev.inlet.webhook.Signature;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.Subscription.State;
import dev.inlet.webhook.SubscriptionStore;
import dev.inlet.webhook.SubscriptionStore.Stored;
import dev.inlet.webhook.TestRequest;
import dev.inlet.webhook.TestRequest.Tested;
import dev.inlet.webhook.WebhookClient;
import dev.inlet.webhook.WebhookPolicy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The subscribers there are; an {@link OperationRefused} says what cannot be done with them. */
@Singleton
public final class Subscribers {
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_TYPES = 500;
  private static final int MOST_HEADERS = 10;
  private static final int LONGEST_HEADER = 2_000;
  private static final int MOST_SUBSCRIPTIONS = 500;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /** What the client or the specification says itself. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature");

  private final SubscriptionStore store;
  private final KnownAccounts accounts;
  private final ChangeFeed feed;
  private final ChangeReader changes;
  private final SecretBox box;
  private final WebhookPolicy policy;
  private final TestRequest test;
  private final Forwarder forwarder;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Subscribers(
      SubscriptionStore store,
      KnownAccounts accounts,
      ChangeFeed feed,
      ChangeReader changes,
      SecretBox box,
      WebhookPolicy policy,
      TestRequest test,
      Forwarder forwarder,
      AuditLog audit,
      InstantSource clock) {
    this.audit = audit;
    this.store = store;
    this.accounts = accounts;
    this.feed = feed;
    this.changes = changes;
    this.box = box;
    this.policy = policy;
    this.test = test;
    this.forwarder = forwarder;
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

  private Stored stored(String id) {
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
    if (!box.hasKey()) {
      throw OperationRefused.taken(
          "Secrets need a key first: set inlet.forward.key (INLET_FORWARD_KEY) to 32 bytes in"
              + " base64, as by openssl rand -base64 32");
    }
    URI url = url(wish.url());
    WantedTypes types = types(wish.types());
    Map<String, String> headers = headers(wish.headers());
    if (wish.account() != null) {
      accounts.require(wish.account());
    }
    if (store.all().size() >= MOST_SUBSCRIPTIONS) {
      throw OperationRefused.taken("There are " + MOST_SUBSCRIPTIONS + " subscriptions already");
    }
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

  /** An id for a subscription that is to be made, by which whoever asks twice makes one. */
  public String newId() {
    var bytes = new byte[12];
    random.nextBytes(bytes);
    return "sub_" + HexFormat.of().formatHex(bytes);
  }

  /** Of its address the host alone: what is behind that may be a secret. */
  private static Deed deed(Subscription one, Action action) {
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
            wish.url() == null ? was.url() : url(wish.url()),
            wish.types() == null ? was.wanted() : types(wish.types()),
            wish.batch() == null ? was.batched() : wish.batch());
    if (Boolean.TRUE.equals(wish.active())) {
      secrets(before); // Without them it would be switched off at once.
    }
    if (wish.active() != null) {
      changed = changed.in(wish.active() ? State.ACTIVE : State.PAUSED, null);
    }
    String sealed = before.sealed();
    if (wish.headers() != null) {
      sealed = sealed(was, secrets(before).with(headers(wish.headers())));
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

  private Secrets secrets(Stored stored) {
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

  /** What changes with its secret and headers, and tells nothing of them. */
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
    Duration both = overlap(overlap);
    String secret = Signature.newSecret();
    Secrets rotated = secrets(before).rotated(secret, clock.instant(), both);
    Subscription subscription = before.subscription();
    Stored after = update(subscription, sealed(subscription, rotated), Action.SUBSCRIPTION_ROTATED);
    return new Issued(after.subscription(), secret);
  }

  private static Duration overlap(@Nullable String overlap) {
    if (overlap == null) {
      return Duration.ofDays(1);
    }
    try {
      Duration read = Duration.parse(overlap);
      if (!read.isNegative() && read.compareTo(LONGEST_OVERLAP) <= 0) {
        return read;
      }
    } catch (DateTimeParseException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong("overlap must be a duration from PT0S to P7D, such as PT24H");
  }

  /**
   * Sends it something to try, and tells what came of that. Blocks for some seconds at most.
   *
   * @param change the position of a change that is sent, or {@code newest} for the newest of those
   *     it asks for; null for something that is no change
   */
  public Tested test(String id, @Nullable String change) {
    Stored stored = stored(id);
    Subscription subscription = stored.subscription();
    Secrets secrets = secrets(stored);
    ShownChange sent = change == null ? null : change(subscription, change);
    audit.noteFirst(deed(subscription, Action.SUBSCRIPTION_TESTED));
    return sent == null ? test.send(subscription, secrets) : test.send(subscription, secrets, sent);
  }

  private ShownChange change(Subscription subscription, String change) {
    ShownChange found =
        change.equals("newest")
            ? changes.newest(subscription.accountId(), subscription.wanted())
            : Position.read(change)
                .map(changes::at)
                .filter(one -> isOf(subscription, one))
                .orElse(null);
    if (found == null) {
      throw OperationRefused.missing(
          "No such change is kept that it asks for: leave change out to send a test instead");
    }
    return found;
  }

  private static boolean isOf(Subscription subscription, ShownChange change) {
    return subscription.accountId() == null || subscription.accountId().equals(change.accountId());
  }

  /** What it was sent under a webhook-id, as that looks now; null when it is gone. May block. */
  public @Nullable String sent(Subscription subscription, String webhookId) {
    String prefix = subscription.id() + "_";
    return !webhookId.startsWith(prefix)
        ? null
        : Position.read(webhookId.substring(prefix.length()))
            .map(changes::at)
            .map(change -> TestRequest.body(subscription, change))
            .orElse(null);
  }

  /**
   * Has it be sent again what it was sent, or what is set aside.
   *
   * @param from a position, a time in ISO 8601, {@code start} for all that is kept, or {@code
   *     set-aside}
   * @param only of what is set aside, the position of the one change; null for all
   */
  public void replay(String id, @Nullable String from, @Nullable String only) {
    Subscription subscription = get(id);
    audit.noting(
        () -> {
          goBack(id, from, only);
          return from;
        },
        done ->
            deed(subscription, Action.SUBSCRIPTION_REPLAYED).with("from", done).with("only", only));
    forwarder.changed(id);
  }

  private void goBack(String id, @Nullable String from, @Nullable String only) {
    if ("set-aside".equals(from)) {
      tryAgain(id, only);
    } else if (only == null) {
      store.goTo(id, "start".equals(from) ? feed.start() : position(from));
    } else {
      throw OperationRefused.wrong("only goes with from set-aside");
    }
  }

  private void tryAgain(String id, @Nullable String only) {
    Position one = only == null ? null : Position.read(only).orElse(Position.START);
    if (store.tryAgain(id, one, clock.instant()) == 0 && one != null) {
      throw OperationRefused.wrong("only must be the position of a change that is set aside");
    }
  }

  private Position position(@Nullable String from) {
    if (from != null) {
      try {
        return store.before(Instant.parse(from)).orElseGet(feed::end);
      } catch (DateTimeParseException e) {
        Position position = Position.read(from).orElse(null);
        if (position != null && feed.holds(position)) {
          return position;
        }
      }
    }
    throw OperationRefused.wrong(
        "from must be a position of the feed that is kept, a time such as 2026-03-01T12:00:00Z,"
            + " start, or set-aside");
  }

  /** What was sent, newest first. */
  public Listing<Attempt> attempts(String id, Window window) {
    get(id);
    return store.attempts(id, window);
  }

  /** One request that was sent. */
  public Attempt attempt(String id, long number) {
    get(id);
    return store
        .attempt(id, number)
        .orElseThrow(
            () -> OperationRefused.missing("There is no such delivery: they are kept for 3 days"));
  }

  /** What was not delivered for days, and is not tried any more, newest first. */
  public Listing<Retry> setAside(String id, Window window) {
    get(id);
    return store.setAside(id, window);
  }

  private URI url(@Nullable String url) {
    if (url == null || url.isBlank() || url.length() > LONGEST_URL) {
      throw OperationRefused.wrong("Missing url: an https address of up to 2,000 characters");
    }
    try {
      var read = new URI(url);
      String objection = WebhookClient.objection(read, policy.allowsPrivate());
      if (objection != null) {
        throw OperationRefused.wrong(objection);
      }
      return read;
    } catch (URISyntaxException e) {
      throw OperationRefused.wrong("url must be an https address");
    }
  }

  private static WantedTypes types(@Nullable Collection<String> names) {
    WantedTypes types =
        names == null
            ? WantedTypes.ALL
            : WantedTypes.named(names)
                .orElseThrow(
                    () ->
                        OperationRefused.wrong(
                            "types must be kinds of changes, such as contact.updated"));
    if (String.join(",", types.names()).length() > LONGEST_TYPES) {
      throw OperationRefused.wrong("types may be " + LONGEST_TYPES + " characters together");
    }
    return types;
  }

  private static Map<String, String> headers(@Nullable Map<String, String> headers) {
    if (headers == null) {
      return Map.of();
    }
    if (headers.size() > MOST_HEADERS) {
      throw OperationRefused.wrong("headers may be " + MOST_HEADERS + " at most");
    }
    headers.forEach(
        (name, value) -> {
          boolean isText = value.chars().allMatch(c -> c >= ' ' && c < 127);
          if (!HEADER.matcher(name).matches()
              || OURS.contains(name.toLowerCase(Locale.ROOT))
              || value.length() > LONGEST_HEADER
              || !isText) {
            throw OperationRefused.wrong("A header cannot be sent: " + name);
          }
        });
    return headers;
  }
}
