package dev.inlet.admin;

import dev.inlet.access.Role;
import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.journal.JournalEntry;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.process.Failure;
import dev.inlet.process.Replay;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.process.SetAsideCalls.SetAside;
import dev.inlet.process.SetAsideCalls.Summary;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows an account's calls that could not be processed, and tries them once more. */
@AdminPort("/api/accounts/{account}/set-aside")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SetAsideController {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final KnownAccounts accounts;
  private final SetAsideCalls calls;
  private final Replay replay;

  SetAsideController(KnownAccounts accounts, SetAsideCalls calls, Replay replay) {
    this.accounts = accounts;
    this.calls = calls;
    this.replay = replay;
  }

  @Get
  String list(
      String account, @QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    accounts.require(account);
    return Views.list(
        "setAside",
        calls.list(account, Cursor.window(cursor, limit)),
        call -> members(call).toString());
  }

  @Get("/{seq}")
  String get(String account, String seq) {
    accounts.require(account);
    List<SetAside> found = calls.find(account, List.of(number(account, seq)));
    if (found.isEmpty()) {
      throw missing(account, seq);
    }
    JournalEntry entry = found.getFirst().call().entry();
    return members(found.getFirst().summary())
        .raw("settings", entry.settings())
        .raw("body", json(entry.body()))
        .toString();
  }

  @Needs(Role.SUPPORT)
  @Post("/replay")
  Replayed replayAll(String account) {
    accounts.require(account);
    return Replayed.of(replay.all(account));
  }

  @Needs(Role.SUPPORT)
  @Post("/{seq}/replay")
  Replayed replay(String account, String seq) {
    accounts.require(account);
    Replay.Result result = replay.one(account, number(account, seq));
    if (result.tried() == 0) {
      throw missing(account, seq);
    }
    return Replayed.of(result);
  }

  private static long number(String account, String seq) {
    try {
      return Long.parseLong(seq);
    } catch (NumberFormatException e) {
      throw missing(account, seq);
    }
  }

  private static OperationRefused missing(String account, String seq) {
    return OperationRefused.missing("Account " + account + " has no call set aside under " + seq);
  }

  private static JsonMembers members(Summary call) {
    Failure failure = call.failure();
    return new JsonMembers()
        .number("seq", call.seq())
        .text("messageId", call.messageId())
        .text("type", call.type().wireName())
        .text("sender", call.sender().wireName())
        .instant("storedAt", call.storedAt())
        .text("reason", failure.reason())
        .number("attempts", failure.attempts());
  }

  /** How many calls were processed, and how many failed again and stay set aside. */
  @AdminAnswer
  record Replayed(int replayed, int failed) {

    static Replayed of(Replay.Result result) {
      return new Replayed(result.replayed(), result.failed());
    }
  }

  /** What was taken was one JSON object; in an answer it stands without the mark before it. */
  private static String json(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
