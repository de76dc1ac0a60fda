package dev.inlet.admin;

import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Authenticator;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Issues, lists and revokes an account's API keys. */
@Controller(value = "/api/accounts/{account}/keys", port = "${inlet.console.port}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {
  private static final String PERMISSIONS = choices(CallType.values(), CallType::wireName);
  private static final String SENDERS = choices(Sender.values(), Sender::wireName);

  private final AccountStore accounts;
  private final KnownAccounts known;
  private final Authenticator authenticator;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  KeysController(
      AccountStore accounts,
      KnownAccounts known,
      Authenticator authenticator,
      InstantSource clock) {
    this.accounts = accounts;
    this.known = known;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  @Get
  String list(
      String account, @QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    known.require(account);
    return Views.list("keys", accounts.keys(account, Cursor.window(cursor, limit)), Views::key);
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<String> issue(String account, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "permissions", "senders", "expiresAt");
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Set<CallType> permissions =
        chosen(body, "permissions", "permission", CallType::named, PERMISSIONS);
    if (permissions == null || permissions.isEmpty()) {
      throw AdminRefusal.wrong("Missing permissions: name at least one type of call");
    }
    Set<Sender> senders = chosen(body, "senders", "sender", Sender::named, SENDERS);
    if (senders != null && senders.isEmpty()) {
      throw AdminRefusal.wrong("Missing senders: name at least one, or leave them out");
    }
    Instant expiresAt = body.instant("expiresAt");
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw AdminRefusal.wrong("expiresAt must be in the future");
    }
    KeySecret secret = KeySecret.random(random);
    var key =
        new ApiKey(
            UUID.randomUUID().toString(),
            account,
            body.name(),
            secret.prefix(),
            permissions,
            senders == null ? EnumSet.of(Sender.DESTINATION) : senders,
            now,
            expiresAt,
            null,
            null);
    if (!accounts.create(key, secret.digest())) {
      throw AdminRefusal.noSuchAccount(account);
    }
    authenticator.forget();
    return HttpResponse.created(Views.key(key, secret.text()));
  }

  private static <E extends Enum<E>> @Nullable Set<E> chosen(
      AdminBody body,
      String name,
      String one,
      Function<String, Optional<E>> named,
      String choices) {
    List<String> texts = body.texts(name);
    return texts == null
        ? null
        : texts.stream()
            .map(
                text ->
                    named
                        .apply(text)
                        .orElseThrow(
                            () ->
                                AdminRefusal.wrong(
                                    "Unknown %s %s: send %s".formatted(one, text, choices))))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <E> String choices(E[] values, Function<E, String> name) {
    String listed = Arrays.stream(values).map(name).collect(Collectors.joining(", "));
    return listed.replaceFirst(", ([^,]+)$", " or $1");
  }

  @Delete("/{id}")
  HttpResponse<?> revoke(String account, String id) {
    if (!accounts.revoke(account, id, clock.instant())) {
      known.require(account);
      throw AdminRefusal.missing("Account " + account + " has no key " + id);
    }
    authenticator.forget();
    return HttpResponse.noContent();
  }
}
