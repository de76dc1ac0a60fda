package dev.inlet.admin.account;

import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.admin.AdminBody;
import dev.inlet.call.CallType;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KeyRing;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Issues, lists, changes, rotates and revokes an account's API keys. */
@AdminPort("/api/accounts/{account}/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {
  private static final String PERMISSIONS = choices(CallType.values(), CallType::wireName);
  private static final String SENDERS = choices(Sender.values(), Sender::wireName);

  private static final Duration USUAL_OVERLAP = Duration.ofHours(24);

  private final AccountStore accounts;
  private final KnownAccounts known;
  private final KeyRing ring;

  KeysController(AccountStore accounts, KnownAccounts known, KeyRing ring) {
    this.accounts = accounts;
    this.known = known;
    this.ring = ring;
  }

  @Get
  KeyView.Page list(
      String account, @QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    known.require(account);
    return KeyView.Page.of(accounts.keys(account, Cursor.window(cursor, limit)));
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<KeyView> issue(String account, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "permissions", "senders", "expiresAt");
    Set<CallType> permissions = permissions(body);
    Set<Sender> senders = senders(body);
    var terms =
        new KeyRing.Terms(
            body.text("name"),
            permissions == null ? Set.of() : permissions,
            senders == null ? EnumSet.of(Sender.DESTINATION) : senders,
            body.instant("expiresAt"));
    return HttpResponse.created(KeyView.of(ring.issue(account, terms)));
  }

  @Patch("/{id}")
  @Consumes(MediaType.ALL)
  KeyView change(String account, String id, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "permissions", "senders", "expiresAt");
    ApiKey key = ring.get(account, id);
    Set<CallType> permissions = permissions(body);
    Set<Sender> senders = senders(body);
    var terms =
        new KeyRing.Terms(
            body.has("name") ? body.name() : key.name(),
            permissions == null ? key.permissions() : permissions,
            senders == null ? key.senders() : senders,
            body.mentions("expiresAt") ? body.instant("expiresAt") : key.expiresAt());
    return KeyView.of(ring.change(key, terms));
  }

  @Post("/{id}/rotate")
  @Consumes(MediaType.ALL)
  HttpResponse<KeyView> rotate(String account, String id, @Body byte @Nullable [] sent) {
    Duration overlap = AdminBody.read(sent, "overlap").duration("overlap", USUAL_OVERLAP);
    return HttpResponse.created(KeyView.of(ring.rotate(ring.get(account, id), overlap)));
  }

  private static @Nullable Set<CallType> permissions(AdminBody body) {
    return chosen(body, "permissions", "permission", CallType::named, PERMISSIONS);
  }

  private static @Nullable Set<Sender> senders(AdminBody body) {
    return chosen(body, "senders", "sender", Sender::named, SENDERS);
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
                                OperationRefused.wrong(
                                    "Unknown %s %s: send %s".formatted(one, text, choices))))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <E> String choices(E[] values, Function<E, String> name) {
    String listed = Arrays.stream(values).map(name).collect(Collectors.joining(", "));
    return listed.replaceFirst(", ([^,]+)$", " or $1");
  }

  @Delete("/{id}")
  HttpResponse<?> revoke(String account, String id) {
    ring.revoke(account, id);
    return HttpResponse.noContent();
  }
}
