package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.forward.ChangeFeed;
import dev.inlet.forward.ChangeQuery;
import dev.inlet.forward.FeedReading;
import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import dev.inlet.forward.WantedTypes;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hands the feed of changes on, an account's or everybody's. Who waits for changes has a virtual
 * thread, which costs next to nothing.
 */
@AdminPort("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChangesController {
  /** A connection is given up that is silent for some longer. */
  private static final int LONGEST_WAIT = 60;

  /** Stands for the position of the last change there is. */
  private static final String NOW = "now";

  private static final String MISSED =
      "Changes after this position are not kept any more, so some were missed: read everything"
          + " anew, then go on without after";

  private static final String UNKNOWN =
      "There is no such position in the feed, as when an older backup was restored: read everything"
          + " anew, then go on without after";

  private final KnownAccounts accounts;
  private final ChangeFeed feed;

  ChangesController(KnownAccounts accounts, ChangeFeed feed) {
    this.accounts = accounts;
    this.feed = feed;
  }

  @Get("/accounts/{account}/changes")
  String ofAccount(
      String account,
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String types,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String wait)
      throws InterruptedException {
    accounts.require(account);
    return changes(account, after, types, limit, wait);
  }

  @Get("/changes")
  String ofAll(
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String types,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String wait)
      throws InterruptedException {
    return changes(null, after, types, limit, wait);
  }

  private String changes(
      @Nullable String account,
      @Nullable String after,
      @Nullable String types,
      @Nullable String limit,
      @Nullable String wait)
      throws InterruptedException {
    var query = new ChangeQuery(account, position(after), types(types), Cursor.limit(limit));
    FeedReading reading = feed.read(query, wait(wait));
    return switch (reading) {
      case FeedReading.Page page ->
          new JsonMembers()
              .array("changes", page.changes(), ShownChange::json)
              .text("next", page.next().text())
              .toString();
      case FeedReading.Missed missed -> throw OperationRefused.gone(MISSED);
      case FeedReading.Unknown unknown -> throw OperationRefused.gone(UNKNOWN);
    };
  }

  private @Nullable Position position(@Nullable String after) {
    if (after == null) {
      return null;
    }
    return after.equals(NOW)
        ? feed.end()
        : Position.read(after)
            .orElseThrow(
                () ->
                    OperationRefused.wrong(
                        "after must be the next of the answer before, the position of a change, or"
                            + " now"));
  }

  private static WantedTypes types(@Nullable String types) {
    return types == null
        ? WantedTypes.ALL
        : WantedTypes.named(Arrays.stream(types.split(",", -1)).map(String::strip).toList())
            .orElseThrow(
                () ->
                    OperationRefused.wrong(
                        "types must be kinds of changes with commas between, such as"
                            + " contact.updated,event.received"));
  }

  private static Duration wait(@Nullable String wait) {
    if (wait == null) {
      return Duration.ZERO;
    }
    try {
      int seconds = Integer.parseInt(wait);
      if (seconds >= 0 && seconds <= LONGEST_WAIT) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong(
        "wait must be a whole number of seconds from 0 to " + LONGEST_WAIT);
  }
}
