package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances that were started at once on an empty PostgreSQL: all of them take calls, and one
 * processes them.
 */
@NullUnmarked
class SeveralInstancesIT {
  private static final int INSTANCES = 3;
  private static final int CALLS = Extent.of(60, 300);
  private static final int CHANGES = 9;
  private static final int CONNECTIONS = 8;
  private static final Duration KEYS_WITHIN = Duration.ofSeconds(5);
  private static final Duration MAINTENANCE_WITHIN = Duration.ofSeconds(2);
  private static final Duration LOADED_WITHIN = Duration.ofSeconds(60);
  private static final Duration PROCESSED_WITHIN = Duration.ofSeconds(60);

  /** Half of what a reader waits before it looks by itself. */
  private static final Duration TOLD_WITHIN = Duration.ofMillis(250);

  @TempDir static Path folder;
  private static final List<RunningInlet> INLETS = new ArrayList<>();
  private static Connection behind;

  @BeforeAll
  static void startAllAtOnce() throws Exception {
    String database = EmbeddedPostgresql.newDatabaseName();
    Map<String, Object> place =
        EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
    behind = EmbeddedPostgresql.connect(database);
    try (ExecutorService threads = Executors.newFixedThreadPool(INSTANCES)) {
      var starting = new ArrayList<Future<RunningInlet>>();
      for (int i = 0; i < INSTANCES; i++) {
        Path own = folder.resolve("instance" + i);
        starting.add(
            threads.submit(
                () ->
                    RunningInlet.in(own)
                        .with(place)
                        .with("inlet.answer-budget", "3s")
                        .with("inlet.types", "identify,track,page,group,screen,alias")
                        .start()));
      }
      for (Future<RunningInlet> one : starting) {
        INLETS.add(one.get());
      }
    }
    Eventually.become("one has the lease", () -> INLETS.stream().anyMatch(one -> processes(one)));
  }

  @AfterAll
  static void stop() throws SQLException {
    INLETS.forEach(RunningInlet::close);
    behind.close();
  }

  private static RunningInlet processing() {
    return INLETS.stream().filter(one -> processes(one)).findFirst().orElseThrow();
  }

  private static RunningInlet waiting() {
    return INLETS.stream().filter(one -> !processes(one)).findFirst().orElseThrow();
  }

  private static boolean processes(RunningInlet inlet) {
    return inlet.admin("GET", "/prometheus").body().contains("\ninlet_processor_lease 1.0");
  }

  @Test
  void exactlyOneProcesses() {
    assertEquals(1, INLETS.stream().filter(one -> processes(one)).count());
  }

  @Test
  void theOneThatDoesNotProcessIsToldWhenItsCallsAreProcessed() {
    List<Long> took = deliver(waiting());
    note("was told", took);
    assertTrue(middle(took) < TOLD_WITHIN.toMillis(), "200 after " + took + " ms");
  }

  @Test
  void whoHearsNothingLooksByItself() throws Exception {
    try (var silence = new Silence()) {
      RunningInlet other = waiting();
      silence.begin();
      List<Long> took = deliver(other);
      note("heard nothing, and looked", took);
      assertTrue(silence.ended() > 0, "somebody listened");
    }
    Eventually.become("all listen again", () -> listening() == INSTANCES);
  }

  /** What calls there took until they were answered 200, in milliseconds. */
  private static List<Long> deliver(RunningInlet other) {
    String key = other.newKey(other.newAccount());
    var took = new ArrayList<Long>();
    for (int i = 0; i <= CALLS; i++) {
      long asked = System.nanoTime();
      assertEquals(200, other.deliver(key, call("u" + i)).status());
      took.add(since(asked).toMillis());
    }
    took.removeFirst(); // The key was not known yet.
    took.sort(Long::compare);
    return took;
  }

  private static void note(String what, List<Long> took) {
    Figures.note(
        "several instances",
        "one that does not process %s: 200 after %d ms in the middle and %d ms at most",
        what,
        middle(took),
        took.getLast());
  }

  private static long middle(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  @Test
  void whoWaitsForChangesAtAnotherInstanceSeesThemAtOnce() throws Exception {
    RunningInlet one = processing();
    RunningInlet other = waiting();
    String account = one.newAccount();
    String key = one.newKey(account);
    var took = new ArrayList<Long>();
    String next = changes(other, account, "?after=now").get("next").asText();
    for (int i = 0; i < CHANGES; i++) {
      String query = "?wait=9&after=" + next;
      try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
        Future<JsonNode> waited = reader.submit(() -> changes(other, account, query));
        Thread.sleep(60); // It has looked by then, and waits.
        one.deliver(key, call("u" + i));
        long delivered = System.nanoTime();
        JsonNode page = waited.get();
        assertTrue(page.get("changes").size() > 0, page.toString());
        took.add(since(delivered).toMillis());
        next = page.get("next").asText();
      }
    }
    took.sort(Long::compare);
    Figures.note(
        "several instances",
        "who waits for changes at another instance saw them after %d ms in the middle, %d at most",
        middle(took),
        took.getLast());
    assertTrue(middle(took) < TOLD_WITHIN.toMillis(), "seen after " + took + " ms");
  }

  private static JsonNode changes(RunningInlet inlet, String account, String query) {
    return inlet.admin("GET", "/api/accounts/" + account + "/changes" + query).json();
  }

  @Test
  void noCallIsReadFromTheJournalMoreThanOnceAndNoneByTheInstanceThatTookIt() {
    RunningInlet one = processing();
    RunningInlet other = waiting();
    String key = one.newKey(one.newAccount());
    long before = read();
    var toOne = load(one, key, 0);
    var toOther = load(other, key, 1_000_000);
    Eventually.become(
        "there is load",
        LOADED_WITHIN,
        () -> toOne.answers().size() > 1_000 && toOther.answers().size() > 1_000);
    toOne.close();
    toOther.close();
    awaitProcessed();
    long read = read() - before;
    int calls = toOther.answers().size();
    Figures.note(
        "several instances",
        "%d calls of one instance and %d of another: %d rows were read from the journal",
        toOne.answers().size(),
        calls,
        read);
    // Their sizes are read first. The purge looks at a few rows once a second.
    assertTrue(read < 2.2 * calls + 500, read + " rows read for " + calls + " calls of the other");
  }

  @Test
  void aRevokedKeyAndMaintenanceReachTheOthersWhileCallsArriveThere() {
    RunningInlet one = INLETS.getFirst();
    List<RunningInlet> others = INLETS.subList(1, INSTANCES);
    String account = one.newAccount();
    String key = one.newKey(account);
    others.forEach(other -> assertEquals(200, other.deliver(key, call("1")).status()));

    one.admin("PUT", "/api/maintenance", "{\"enabled\":true}");
    Duration closed = within(MAINTENANCE_WITHIN, others, key, 503);
    one.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
    Duration opened = within(MAINTENANCE_WITHIN, others, key, 200);
    String id = one.admin("GET", "/api/accounts/" + account + "/keys").at("/keys/0/id").asText();
    one.admin("DELETE", "/api/accounts/" + account + "/keys/" + id);
    Duration revoked = within(KEYS_WITHIN, others, key, 401);
    assertEquals(401, one.deliver(key, call("1")).status());
    Figures.note(
        "several instances",
        "a revoked key was refused on the others after %d ms, maintenance began there after %d ms"
            + " and ended after %d ms",
        revoked.toMillis(),
        closed.toMillis(),
        opened.toMillis());
  }

  /** How long it took until all of them answer so. */
  private static Duration within(Duration most, List<RunningInlet> others, String key, int status) {
    long start = System.nanoTime();
    for (RunningInlet other : others) {
      Eventually.become(
          "seen by the others", () -> other.deliver(key, call("1")).status() == status);
    }
    Duration took = since(start);
    assertTrue(took.compareTo(most) <= 0, "took " + took);
    return took;
  }

  @Test
  void whoIsErasedOnOneStaysErasedWhileOlderCallsArriveAtTheOthers() throws Exception {
    RunningInlet one = INLETS.getFirst();
    String account = one.newAccount();
    String key = one.newKey(account);
    String contact = "/api/accounts/" + account + "/contacts/gone";
    assertEquals(200, one.deliver(key, call("gone")).status());
    try (ExecutorService threads = Executors.newFixedThreadPool(INSTANCES)) {
      var sending = new ArrayList<Future<?>>();
      for (RunningInlet other : INLETS.subList(1, INSTANCES)) {
        sending.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < CALLS; i++) {
                    String old = old("gone", other.publicPort() + "-" + i);
                    assertEquals(2, other.deliver(key, old).status() / 100);
                  }
                }));
      }
      assertEquals(200, one.admin("DELETE", contact).status());
      for (Future<?> each : sending) {
        each.get();
      }
    }
    awaitProcessed();
    for (RunningInlet inlet : INLETS) {
      assertEquals(404, inlet.admin("GET", contact).status());
    }
  }

  /** A call that happened before anybody could be erased. */
  private static String old(String user, String messageId) {
    return """
        {"type":"identify","userId":"%s","messageId":"%s","traits":{"n":1},\
        "timestamp":"2026-03-01T12:00:00Z"}"""
        .formatted(user, messageId);
  }

  @Test
  void whatOneHasAnswered200IsSeenOnEveryOther() {
    String account = INLETS.getFirst().newAccount();
    String key = INLETS.getFirst().newKey(account);
    for (int i = 0; i < CALLS; i++) {
      assertEquals(200, INLETS.get(i % INSTANCES).deliver(key, call("u" + i)).status());
      RunningInlet other = INLETS.get((i + 1) % INSTANCES);
      String contact = "/api/accounts/%s/contacts/u%d".formatted(account, i);
      assertEquals(200, other.admin("GET", contact).status());
    }
  }

  @Test
  void theSameCallsToAllOfThemInAnyOrderAndRepeatedlyCountOnceEach() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    var sent = new MergedCalls(seed);
    String account = INLETS.getFirst().newAccount();
    String key = INLETS.getFirst().newKey(account);
    sent.sendToEach(INLETS, key, (call, status) -> assertEquals(2, status / 100, call));
    awaitProcessed();
    for (RunningInlet inlet : INLETS) {
      sent.areIn(inlet, account, "repeat with -Dseed=" + seed);
    }
    Figures.note(
        "several instances",
        "%d calls sent to each of %d instances in orders of their own: all that they show equals"
            + " an independent merge",
        sent.size(),
        INSTANCES);
  }

  private static void awaitProcessed() {
    Eventually.become(
        "all is processed",
        PROCESSED_WITHIN,
        () -> number("SELECT seq - mark FROM journal_head, progress") == 0);
  }

  private static Load load(RunningInlet inlet, String key, long from) {
    return new Load(
        inlet.publicPort(), key, CONNECTIONS, new AtomicLong(from), Duration.ofMillis(1));
  }

  private static String call(String user) {
    return "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(user);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static long read() {
    return settled(
        "SELECT SUM(idx_tup_fetch) FROM pg_stat_user_tables WHERE relname LIKE 'journal\\_%'"
            + " AND relname <> 'journal_head'");
  }

  /** A figure of PostgreSQL's, which it brings up to date a second late. */
  private static long settled(String query) {
    long[] last = {number(query), System.nanoTime()};
    Eventually.become(
        "settled",
        () -> {
          long now = number(query);
          if (now > last[0] + 20) {
            last[1] = System.nanoTime();
          }
          last[0] = now;
          return System.nanoTime() - last[1] > Duration.ofSeconds(3).toNanos();
        });
    return last[0];
  }

  private static long listening() {
    return number(
        "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'inlet listener'"
            + " AND datname = current_database()");
  }

  private static synchronized long number(String query) {
    try (Statement statement = behind.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends every connection that listens, again and again. */
  private static final class Silence implements AutoCloseable {
    private final AtomicLong ended = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private volatile boolean over;

    void begin() {
      end();
      thread.start();
    }

    long ended() {
      return ended.get();
    }

    private void run() {
      while (!over) {
        end();
        try {
          Thread.sleep(50);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private void end() {
      ended.addAndGet(
          number(
              "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity"
                  + " WHERE application_name = 'inlet listener' AND datname = current_database()"));
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      thread.join();
    }
  }
}
