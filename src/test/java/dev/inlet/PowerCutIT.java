package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Load.Answered;
import dev.inlet.disk.Change;
import dev.inlet.disk.Mount;
import dev.inlet.disk.PowerCut;
import dev.inlet.disk.PowerCut.Forcing;
import dev.inlet.disk.RecordingDisk;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes while calls arrive, while H2's file and the journal's are forced, and while Inlet
 * stops. The disk is recorded once, and each cut plays the recording up to some moment. To cut
 * another recording alike, run with {@code -Dseed=} and the number named.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PowerCutIT {
  private static final int CUTS = Extent.of(30, 200);
  private static final int CUTS_WITHOUT_FORCING = 10;
  private static final int CONNECTIONS = 8;
  private static final Duration PAUSE = Duration.ofMillis(Extent.of(4, 1));
  private static final Duration UNDER_LOAD = Duration.ofSeconds(4);

  /** Of all tests together, which may run at once. */
  @TempDir static Path folder;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private List<Change> recorded;
  private int ready;
  private List<Answered> acknowledged;

  /** Two lives of a server, the second of them under load, from its start to its stop. */
  @BeforeAll
  void record(@TempDir Path live) throws Exception {
    var disk = new RecordingDisk();
    RunningInlet.Setup setup =
        RunningInlet.in(live).with("datasources.default.url", Mount.at(live, disk));
    String key;
    try (RunningInlet inlet = setup.start()) {
      key = inlet.newKey("acme");
      ready = disk.changes().size();
    }
    try (RunningInlet inlet = setup.start()) {
      var load = new Load(inlet.publicPort(), key, CONNECTIONS, new AtomicLong(), PAUSE);
      Thread.sleep(UNDER_LOAD);
      load.close();
      acknowledged = load.answers().stream().filter(Answered::isAcknowledged).toList();
    }
    recorded = disk.changes();
    assertTrue(acknowledged.size() > 100, "there was load: " + acknowledged.size());
  }

  @Test
  void everyAcknowledgedCallIsThereOnceAfterAPowerCut() throws Exception {
    for (int cut = 1; cut <= CUTS; cut++) {
      afterACut(Forcing.KEPT).isBalanced("cut %d (-Dseed=%d): calls".formatted(cut, seed));
    }
    Figures.note(
        "power cut",
        "%d cuts in %,d changes of H2's file and the journal's with %,d calls acknowledged"
            + " (-Dseed=%d): both open every time, 0 lost, 0 effects twice",
        CUTS,
        recorded.size(),
        acknowledged.size(),
        seed);
  }

  @Test
  void withoutForcingTheLossIsNoticed() throws Exception {
    int noticed = 0;
    for (int cut = 0; cut < CUTS_WITHOUT_FORCING; cut++) {
      try {
        afterACut(Forcing.IGNORED).isBalanced("calls");
      } catch (RuntimeException | AssertionError e) {
        noticed++;
      }
    }
    assertTrue(noticed > CUTS_WITHOUT_FORCING / 2, noticed + " losses noticed");
  }

  /** Cuts the power at some moment, starts Inlet's stores on what is left, and compares. */
  private Ledger afterACut(Forcing forcing) throws Exception {
    int cut = ready + random.nextInt(recorded.size() - ready);
    Path left = Files.createTempDirectory(folder, "left");
    new PowerCut(recorded.subList(0, cut), forcing, random).leaveIn(left);
    try (Stores stores = Stores.open(Map.of("inlet.data-dir", left.toString()))) {
      Eventually.become(
          "all is processed", () -> stores.progress().mark() == stores.journal().last());
      return new Ledger(acknowledgedBefore(recorded.get(cut).at()), stored(stores));
    } finally {
      delete(left);
    }
  }

  private Set<String> acknowledgedBefore(long moment) {
    return acknowledged.stream()
        .filter(answer -> answer.answered() < moment)
        .map(Answered::messageId)
        .collect(Collectors.toSet());
  }

  /** What calls were about: events by their message, contacts by their user. */
  static List<String> stored(Stores stores) {
    List<String> stored =
        all(
            window ->
                stores
                    .activities()
                    .events("acme", null, window)
                    .map(event -> event.activity().common().messageId()));
    stored.addAll(
        all(
            window ->
                stores
                    .contacts()
                    .list("acme", null, null, window)
                    .map(contact -> contact.person().id())));
    return stored;
  }

  private static List<String> all(Function<Window, Listing<String>> pages) {
    var items = new ArrayList<String>();
    Long before = Long.MAX_VALUE;
    while (before != null) {
      Listing<String> page = pages.apply(new Window(before, 1_000));
      items.addAll(page.items());
      before = page.next();
    }
    return items;
  }

  private static void delete(Path left) throws IOException {
    try (Stream<Path> files = Files.walk(left)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
