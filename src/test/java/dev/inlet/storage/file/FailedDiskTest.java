package dev.inlet.storage.file;

import static dev.inlet.storage.file.SomeCalls.NOON;
import static dev.inlet.storage.file.SomeCalls.calls;
import static dev.inlet.storage.file.SomeCalls.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.storage.file.FailingDisk.Failure;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each change that the log makes to its files fails once, or is the last before a crash. */
@NullUnmarked
class FailedDiskTest {
  private static final SegmentLimits SMALL =
      new SegmentLimits(2_500, Duration.ofDays(1), 1_000, 4_096);

  @TempDir private Path folder;

  /** What was done, and known to be done. */
  private final Set<String> appended = new HashSet<>();

  private final Set<String> removed = new HashSet<>();
  private final Set<String> maybeRemoved = new HashSet<>();

  @ParameterizedTest
  @EnumSource
  void whatWasAppendedIsThereOnceAndWhatWasRemovedIsGone(Failure failure) {
    int change = 1;
    boolean hasFailed = true;
    for (; hasFailed; change++) {
      appended.clear();
      removed.clear();
      maybeRemoved.clear();
      Path journal = folder.resolve("journal" + change);
      FailingDisk disk = new FailingDisk(change, failure);
      live(disk, journal, failure == Failure.REFUSED);
      hasFailed = disk.hasFailed();
      try (SegmentedLog log = new SegmentedLog(FailingDisk.never(), journal, SMALL)) {
        isAllThere(log, "change " + change);
        log.append(calls(1_000, 1));
      }
      try (SegmentedLog log = new SegmentedLog(FailingDisk.never(), journal, SMALL)) {
        assertEquals("m1000", messages(log).getLast(), "change " + change);
      }
    }
    assertTrue(change > 60, change + " changes");
  }

  /** Appends over several segments, erases, purges; after a refusal it goes on. */
  private void live(FailingDisk disk, Path journal, boolean goesOn) {
    SegmentedLog log;
    try {
      log = new SegmentedLog(disk, journal, SMALL);
    } catch (UncheckedIOException e) {
      if (!goesOn) {
        return;
      }
      log = new SegmentedLog(disk, journal, SMALL);
    }
    try (SegmentedLog open = log) {
      for (int i = 0; i < 12; i++) {
        int from = 1 + i * 10;
        attempt(
            goesOn,
            () -> {
              open.append(calls(from, 10));
              appended.addAll(messages(from, from + 9));
            });
      }
      List<String> some = List.of("m5", "m17", "m111");
      maybeRemoved.addAll(some);
      attempt(
          goesOn,
          () -> {
            var seqs = new TreeSet<Long>();
            open.read(
                0,
                Long.MAX_VALUE,
                -1,
                call -> {
                  if (some.contains(call.messageId())) {
                    seqs.add(call.seq());
                  }
                  return true;
                });
            open.rewrite(seqs, body -> null);
            removed.addAll(some);
          });
      maybeRemoved.addAll(messages(1, 39));
      for (int i = 0; i < 3; i++) {
        attempt(goesOn, () -> open.purge(NOON.plusSeconds(40), Long.MAX_VALUE));
      }
      attempt(
          goesOn,
          () -> {
            open.append(calls(121, 10));
            appended.addAll(messages(121, 130));
          });
      isAllThere(open, "still open");
    } catch (UncheckedIOException e) {
      // The process has ended.
    }
  }

  private static void attempt(boolean goesOn, Runnable work) {
    try {
      work.run();
    } catch (UncheckedIOException e) {
      if (!goesOn) {
        throw e;
      }
      work.run();
    }
  }

  private void isAllThere(SegmentedLog log, String what) {
    List<String> found = messages(log);
    var missing = new HashSet<>(appended);
    missing.removeAll(maybeRemoved);
    missing.removeAll(found);
    assertEquals(Set.of(), missing, what);
    var back = new HashSet<>(removed);
    back.retainAll(found);
    assertEquals(Set.of(), back, what);
    assertEquals(new HashSet<>(found).size(), found.size(), () -> what + ": twice in " + found);
    List<String> listed =
        new ArrayList<>(log.newest(Long.MAX_VALUE, 0, -1, false, 1_000, FrameReader::messageId));
    assertEquals(found.reversed(), listed, what);
  }
}
