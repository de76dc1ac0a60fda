package dev.inlet.sender.jitsu;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.codec.Json;
import dev.inlet.delivery.Crowded;
import io.micronaut.context.annotation.Parallel;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.OS;
import ua_parser.Parser;

/**
 * What user agents tell of devices and operating systems, by the patterns of the ua-parser project.
 *
 * <p>A thousand patterns are tried on each, which takes a millisecond, or forty for one that is
 * made to take long. So what was read is remembered, also that there was nothing in it, and all
 * that is new is read on one thread, a request at a time and each within bounds: what is beyond
 * them tells nothing.
 */
@Singleton
@Parallel // compiles the patterns, which neither the start nor the first call should wait for
final class UserAgents {
  /** Real ones are shorter; of a longer one this beginning is read. */
  static final int LONGEST = 500;

  /** How many new ones of a request are read at most, and for how long. */
  static final int MOST_OF_A_REQUEST = 200;

  static final Duration TIME_OF_A_REQUEST = Duration.ofMillis(200);

  /** How long a request waits for its turn at most to have any read. */
  static final Duration PATIENCE = Duration.ofMillis(500);

  /** How many requests may wait at a time, altogether and of one account. */
  static final int MOST_WAITING = 64;

  static final int MOST_WAITING_OF_ONE = 4;

  private static final String UNKNOWN = "Other";
  private static final int REMEMBERED = 4_000;

  private final Parser parser = Patterns.PARSER;
  private final LoadingCache<String, Traces> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build(this::parse);
  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
  private final ExecutorService reader =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("user-agents").daemon().factory());
  private final Ticker ticker;

  UserAgents(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * What a user agent tells, as JSON objects.
   *
   * @param device Segment's {@code context.device}; null when it is not known
   * @param os Segment's {@code context.os}; null when it is not known
   */
  record Traces(@Nullable String device, @Nullable String os) {
    static final Traces NONE = new Traces(null, null);
  }

  /** The part of a user agent that is read. */
  static String beginning(String userAgent) {
    return userAgent.substring(0, Math.min(LONGEST, userAgent.length()));
  }

  /** What the beginning of a user agent tells; null when it was not read lately. */
  @Nullable Traces known(String beginning) {
    return known.getIfPresent(beginning);
  }

  /**
   * Reads those of one request that are new, on a thread of its own. What takes too long is left
   * out. Fails with {@link Crowded} when the account, or all together, have too many requests that
   * wait for this.
   *
   * @param beginnings of the user agents
   */
  CompletionStage<Map<String, Traces>> learn(String accountId, Set<String> beginnings) {
    if (waiting.merge(accountId, 1, Integer::sum) > MOST_WAITING_OF_ONE) {
      leave(accountId);
      return tooMany();
    }
    long asked = ticker.read();
    try {
      return CompletableFuture.supplyAsync(() -> learnNow(beginnings, asked), reader)
          .whenComplete((learnt, failure) -> leave(accountId));
    } catch (RejectedExecutionException e) {
      leave(accountId);
      return tooMany();
    }
  }

  private void leave(String accountId) {
    waiting.computeIfPresent(accountId, (id, count) -> count == 1 ? null : count - 1);
  }

  private static <T> CompletionStage<T> tooMany() {
    return CompletableFuture.failedFuture(new Crowded("Too many new user agents at once"));
  }

  private Map<String, Traces> learnNow(Set<String> beginnings, long asked) {
    long now = ticker.read();
    long left = Math.min(TIME_OF_A_REQUEST.toNanos(), PATIENCE.toNanos() - (now - asked));
    var learnt = new HashMap<String, Traces>();
    int read = 0;
    for (String beginning : beginnings) {
      Traces traces = known(beginning);
      if (traces == null && read < MOST_OF_A_REQUEST && ticker.read() - now < left) {
        traces = known.get(beginning);
        read++;
      }
      learnt.put(beginning, traces == null ? Traces.NONE : traces);
    }
    return learnt;
  }

  @PreDestroy
  void stop() {
    reader.shutdown();
  }

  /** Compiled once, also where several Inlets run in one process. */
  private static final class Patterns {
    static final Parser PARSER = new Parser();
  }

  private Traces parse(String userAgent) {
    Client client = parser.parse(userAgent);
    return new Traces(device(client.device.family), os(client.os));
  }

  private static @Nullable String device(String family) {
    return family.equals(UNKNOWN) ? null : Json.write(Map.of("model", Json.quote(family)));
  }

  private static @Nullable String os(OS os) {
    if (os.family.equals(UNKNOWN)) {
      return null;
    }
    var members = new LinkedHashMap<String, String>();
    members.put("name", Json.quote(os.family));
    String version =
        Stream.of(os.major, os.minor, os.patch)
            .takeWhile(Objects::nonNull)
            .collect(Collectors.joining("."));
    if (!version.isEmpty()) {
      members.put("version", Json.quote(version));
    }
    return Json.write(members);
  }
}
