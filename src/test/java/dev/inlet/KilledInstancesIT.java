package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances on one PostgreSQL behind a load balancer, under load. The one that processes is
 * killed again and again, then PostgreSQL.
 */
@NullUnmarked
@Order(2)
class KilledInstancesIT {
  private static final int INSTANCES = 3;
  private static final int CONNECTIONS = 8;
  private static final int KILLS = Extent.of(11, 300);
  private static final Duration AWAY_FOR = Duration.ofSeconds(Extent.of(3, 30));
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(5);
  private static final Duration LOADED_WITHIN = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<InletProcess> inlets = new ArrayList<>();
  private KillablePostgresql server;

  @BeforeEach
  void start() throws Exception {
    server = new KillablePostgresql(Files.createDirectory(folder.resolve("postgresql")));
    for (int i = 0; i < INSTANCES; i++) {
      inlets.add(
          new InletProcess(Files.createDirectory(folder.resolve("inlet" + i)), server.place()));
    }
  }

  @AfterEach
  void stop() throws Exception {
    inlets.forEach(InletProcess::close);
    server.close();
  }

  @Test
  void anotherGoesOnInTimeAndNothingIsLostOrDoubled() throws Exception {
    try (var balancer =
        new LoadBalancer(inlets.stream().map(InletProcess::publicPort).toArray(Integer[]::new))) {
      var load = new PersistentLoad(balancer.port(), CONNECTIONS);
      for (int kill = 0; kill < KILLS; kill++) {
        awaitMore(load);
        killWhoProcesses();
      }
      awaitMore(load);
      server.kill();
      Thread.sleep(AWAY_FOR);
      server.start();
      long back = System.nanoTime();
      awaitMark();
      Figures.note(
          "several instances",
          "PostgreSQL was away for %d s; calls that came afterwards were processed after %d ms",
          AWAY_FOR.toSeconds(),
          millisSince(back));
      awaitMore(load);
      load.close();

      inlets.getFirst().awaitProcessed();
      List<String> stored =
          inlets.getFirst().all("events").stream()
              .map(event -> event.get("messageId").asText())
              .toList();
      new Ledger(new HashSet<>(load.acknowledged()), stored).isBalanced("events");
      assertEquals(1, inlets.stream().filter(KilledInstancesIT::processes).count());
    }
  }

  private static void awaitMore(PersistentLoad load) {
    int before = load.acknowledged().size();
    Eventually.become(
        "there is load", LOADED_WITHIN, () -> load.acknowledged().size() > before + 200);
  }

  private void killWhoProcesses() throws Exception {
    InletProcess killed =
        inlets.stream().filter(KilledInstancesIT::processes).findFirst().orElseThrow();
    killed.kill();
    long start = System.nanoTime();
    awaitMark();
    Figures.note(
        "several instances",
        "the one of three that processes was killed; calls that came afterwards were processed"
            + " after %d ms",
        millisSince(start));
    killed.start();
  }

  /** Returns when a call is processed that comes from now on. */
  private void awaitMark() throws SQLException {
    String url = server.place().get("datasources.default.url").toString();
    try (Connection behind = DriverManager.getConnection(url, "postgres", "postgres")) {
      long head = number(behind, "SELECT MAX(seq) FROM journal_head");
      Eventually.become(
          "processing goes on",
          TAKEN_OVER_WITHIN,
          () -> number(behind, "SELECT MAX(mark) FROM progress") > head);
    }
  }

  private static boolean processes(InletProcess inlet) {
    return inlet.figure("inlet_processor_lease") == 1;
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static long number(Connection behind, String query) {
    try (Statement statement = behind.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
