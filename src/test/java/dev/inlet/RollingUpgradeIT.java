package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances on one PostgreSQL behind a load balancer are restarted in turn under load, one of
 * them first with a newer release's migrations, which add columns and tables.
 */
class RollingUpgradeIT {
  private static final int CONNECTIONS = 8;
  private static final int ROUNDS = Extent.of(1, 20);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
  private static final Set<Integer> EXPECTED = Set.of(200, 202, 503);

  @TempDir Path folder;

  @Test
  void nothingIsLostOrDoubledWhileInstancesAreReplaced() throws Exception {
    Map<String, Object> place = EmbeddedPostgresql.newTables();
    try (var one = new InletProcess(newFolder("one"), place);
        var other = new InletProcess(newFolder("other"), place);
        var balancer = new LoadBalancer(one.publicPort(), other.publicPort())) {
      var load = new PersistentLoad(balancer.port(), CONNECTIONS);
      Eventually.become("there is load", () -> load.acknowledged().size() > 200);
      for (int round = 1; round <= ROUNDS; round++) {
        Path newer = newerRelease(round);
        one.upgrade(newer);
        restart(one);
        // The older release must start on the newer one's tables: an upgrade may be taken back.
        restart(other);
        other.upgrade(newer);
        restart(other);
      }
      int before = load.acknowledged().size();
      Eventually.become("load goes on", () -> load.acknowledged().size() > before + 200);
      load.close();

      one.awaitProcessed();
      List<String> stored =
          one.all("events").stream().map(event -> event.get("messageId").asText()).toList();
      Figures.note(
          "rolling upgrade",
          "%d restarts in turn: %d calls acknowledged, %d stored; answers by status %s, %d"
              + " connections ended without an answer",
          3 * ROUNDS,
          load.acknowledged().size(),
          stored.size(),
          load.statuses(),
          load.unanswered());
      new Ledger(load.acknowledged(), stored).isBalanced("events");
      assertEquals(load.acknowledged().size(), stored.size(), "nothing but what was acknowledged");
      assertTrue(EXPECTED.containsAll(load.statuses().keySet()), load.statuses().toString());
      new Place(place).execute("SELECT only_newer, k.r" + ROUNDS + " FROM api_key k, newer");
    }
  }

  private static void restart(InletProcess inlet) throws Exception {
    inlet.terminate(STOPS_WITHIN);
    inlet.start();
  }

  private Path newFolder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /** Migrations that expand what the older release reads and writes all the time. */
  private Path newerRelease(int round) throws IOException {
    Path newer = newFolder("newer" + round);
    migration(
        newer.resolve("db/migration/contacts/V%d__expand.sql".formatted(9_000 + round)),
        (round == 1 ? "CREATE TABLE newer (only_newer VARCHAR);\n" : "")
            + expanded("api_key", round)
            + expanded("account", round)
            + expanded("person", round)
            + expanded("event", round)
            + expanded("progress", round));
    migration(
        newer.resolve("db/migration/journal/V%d__expand.sql".formatted(9_000 + round)),
        expanded("journal", round) + expanded("journal_head", round));
    Files.writeString(
        newer.resolve("db/migrations.properties"), // as its build writes it
        "contacts_on_postgresql=%1$d%njournal_on_postgresql=%1$d%n".formatted(9_000 + round));
    return newer;
  }

  private static String expanded(String table, int round) {
    return "ALTER TABLE %s ADD COLUMN r%d VARCHAR DEFAULT 'none';%n".formatted(table, round);
  }

  private static void migration(Path file, String sql) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, sql);
  }
}
