package dev.inlet.storage.file;

import static dev.inlet.storage.file.SomeCalls.NOON;
import static dev.inlet.storage.file.SomeCalls.call;
import static dev.inlet.storage.file.SomeCalls.calls;
import static dev.inlet.storage.file.SomeCalls.messages;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.Warning;
import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.file.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class SegmentedLogTest {
  /** Some three frames of ten calls each. */
  private static final SegmentLimits SMALL =
      new SegmentLimits(2_500, Duration.ofDays(1), 1_000, 4_096);

  private static final SegmentLimits LARGE =
      new SegmentLimits(1 << 20, Duration.ofDays(1), 1_000, 4_096);

  @TempDir private Path folder;

  private SegmentedLog open(SegmentLimits limits) {
    return new SegmentedLog(FailingDisk.never(), folder.resolve("journal"), limits);
  }

  private List<Path> segments() throws IOException {
    try (var files = Files.list(folder.resolve("journal"))) {
      return files.sorted().toList();
    }
  }

  /** Appends calls m1, m2, … in frames of ten. */
  private static void fill(SegmentedLog log, int frames) {
    for (int frame = 0; frame < frames; frame++) {
      log.append(calls((int) log.last() + 1, 10));
    }
  }

  /** After a kill the system still has what was written, and may be the only one. */
  @Nested
  class Found {
    private final List<Path> forced = new ArrayList<>();

    private final Disk disk =
        new FailingDisk(Integer.MAX_VALUE, FailingDisk.Failure.BEFORE) {
          @Override
          protected void forcing(Path file, Change force) {
            forced.add(file);
          }

          @Override
          protected void forcingFolder(Path named, Change force) {
            forced.add(named);
          }
        };

    private List<Path> forcedAtTheStart() throws IOException {
      List<Path> expected = List.of(segments().getLast(), folder.resolve("journal"));
      new SegmentedLog(disk, folder.resolve("journal"), SMALL).close();
      assertEquals(expected, forced.subList(0, 2));
      return forced;
    }

    @Test
    void frameIsForcedBeforeItCounts() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 1);
      }
      assertEquals(2, forcedAtTheStart().size());
    }

    @Test
    void sealIsForcedBeforeTheNextSegmentBegins() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 8);
      }
      for (Path later : segments().subList(1, segments().size())) {
        Files.delete(later);
      }

      assertTrue(forcedAtTheStart().size() > 2);
    }
  }

  @Nested
  class Appended {

    @Test
    void callsComeBackAsTheyWere() {
      try (SegmentedLog log = open(SMALL)) {
        JournalEntry sent =
            call("ümlaut 😀", 4, Set.of(Warning.CLOCK_AHEAD, Warning.SETTING_BLANK));
        assertEquals(1, log.append(List.of(call("other", 3, Set.of()), sent)));
        log.read(
            1,
            2,
            FrameHeader.accounts("ümlaut 😀"),
            call -> {
              assertEquals(2, call.seq());
              assertTrue(call.isOf("ümlaut 😀"));
              assertArrayEquals(sent.body(), call.entry().body());
              assertEquals(sent, call.entry().withBody(sent.body()));
              assertEquals(Set.of(), call.call().entry().warnings());
              return true;
            });
      }
    }

    @Test
    void readingAndListingGoOverAllSegments() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 20);
        assertTrue(segments().size() > 4, segments()::toString);
        assertEquals(messages(1, 200), messages(log));
        for (long from : List.of(0L, 9L, 10L, 11L, 57L, 199L, 200L)) {
          var read = new ArrayList<Long>();
          log.read(from, 150, -1, call -> read.add(call.seq()));
          assertEquals(
              IntStream.rangeClosed((int) from + 1, 150).mapToObj(Long::valueOf).toList(), read);
          List<Long> listed = log.newest(from + 1, 20, -1, false, 15, FrameReader::seq);
          assertEquals(
              IntStream.iterate((int) from, n -> n > 20, n -> n - 1)
                  .limit(15)
                  .mapToObj(Long::valueOf)
                  .toList(),
              listed);
        }
      }
    }

    @Test
    void listsLeaveOutOtherAccountsAndWhatNothingIsToldOf() {
      try (SegmentedLog log = open(SMALL)) {
        for (int i = 1; i <= 60; i++) {
          Set<Warning> told = i % 20 == 0 ? Set.of(Warning.CLOCK_AHEAD) : Set.of();
          log.append(List.of(call(i % 3 == 0 ? "acme" : "other" + i, i, told)));
        }
        long acme = FrameHeader.accounts("acme");
        assertEquals(
            List.of(60L, 57L),
            log.newest(99, 0, acme, false, 2, call -> call.isOf("acme") ? call.seq() : null));
        assertEquals(
            List.of(60L, 40L, 20L),
            log.newest(99, 0, -1, true, 9, call -> call.warnings().isEmpty() ? null : call.seq()));
      }
    }

    @Test
    void everythingIsThereAfterReopening() throws IOException {
      open(SMALL).close();
      for (int life = 0; life < 5; life++) {
        try (SegmentedLog log = open(SMALL)) {
          fill(log, 3);
        }
      }
      try (SegmentedLog log = open(SMALL)) {
        assertEquals(150, log.last());
        assertEquals(messages(1, 150), messages(log));
      }
    }

    @Test
    void aSegmentHoldsADayAtMost() throws IOException {
      try (SegmentedLog log = open(LARGE)) {
        log.append(List.of(call("acme", 0, Set.of())));
        log.append(List.of(call("acme", 86_399, Set.of())));
        assertEquals(1, segments().size());
        log.append(List.of(call("acme", 86_400, Set.of())));
        assertEquals(2, segments().size());
      }
    }
  }

  @Nested
  class Torn {
    private byte[] whole;
    private int end;

    /** Two frames of ten calls, and a third of ten more that ends the file. */
    private void write() throws IOException {
      try (SegmentedLog log = open(LARGE)) {
        fill(log, 2);
      }
      end = (int) Files.size(segments().getFirst());
      try (SegmentedLog log = open(LARGE)) {
        fill(log, 1);
      }
      whole = Files.readAllBytes(segments().getFirst());
    }

    private void leave(byte[] bytes) throws IOException {
      Files.write(segments().getFirst(), bytes);
    }

    private void holdsTwentyAndGoesOn(String what) {
      try (SegmentedLog log = open(LARGE)) {
        assertEquals(20, log.last(), what);
        fill(log, 1);
      }
      try (SegmentedLog log = open(LARGE)) {
        assertEquals(messages(1, 30), messages(log), what);
      }
    }

    @Test
    void theLastFrameIsCutWhereverItBreaksOff() throws IOException {
      write();
      for (int length = end; length < whole.length; length++) {
        leave(Arrays.copyOf(whole, length));
        holdsTwentyAndGoesOn("cut to " + length);
      }
    }

    @Test
    void theLastFrameIsCutWhateverBitIsWrong() throws IOException {
      write();
      for (int at = end; at < whole.length; at++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        leave(flipped);
        holdsTwentyAndGoesOn("flipped at " + at);
      }
    }

    @Test
    void zerosAndOtherBytesBehindTheLastFrameAreCut() throws IOException {
      write();
      for (byte filling : new byte[] {0, 'I', -1}) {
        byte[] longer = Arrays.copyOf(whole, whole.length + 5_000);
        Arrays.fill(longer, whole.length, longer.length, filling);
        leave(longer);
        try (SegmentedLog log = open(LARGE)) {
          assertEquals(30, log.last());
        }
        assertEquals(whole.length, Files.size(segments().getFirst()));
      }
    }

    @Test
    void aWrongBitBeforeTheLastFrameStopsTheStart() throws IOException {
      write();
      for (int at = 0; at < end; at++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        leave(flipped);
        var refused = assertThrows(IllegalStateException.class, () -> open(LARGE), "at " + at);
        assertTrue(refused.getMessage().contains(segments().getFirst().toString()));
      }
      leave(whole);
      open(LARGE).close();
    }

    @Test
    void bytesOfAFrameThatWereSentInACallAreNoFrame() throws IOException {
      write();
      byte[] frame = Arrays.copyOfRange(whole, end, whole.length);
      try (SegmentedLog log = open(LARGE)) {
        JournalEntry call = call("acme", 31, Set.of());
        log.append(List.of(call.withBody(frame)));
      }
      byte[] torn = Files.readAllBytes(segments().getFirst());
      torn[whole.length + 10] ^= 1;
      leave(torn);
      try (SegmentedLog log = open(LARGE)) {
        assertEquals(30, log.last());
      }
    }
  }

  @Nested
  class Damaged {

    private void refuses(String sentence) {
      var refused = assertThrows(IllegalStateException.class, () -> open(SMALL));
      assertTrue(refused.getMessage().contains(sentence), refused::getMessage);
      assertTrue(refused.getMessage().contains("from one backup"), refused::getMessage);
    }

    @Test
    void aSegmentThatIsMissingInTheMiddleStopsTheStart() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 20);
      }
      Path missing = segments().get(2);
      long first = Long.parseLong(missing.getFileName().toString().substring(0, 20));
      Files.delete(missing);
      refuses("calls from %d to".formatted(first));
    }

    @Test
    void aSegmentWithoutItsEndStopsTheStart() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 20);
      }
      Path broken = segments().get(2);
      byte[] whole = Files.readAllBytes(broken);
      Files.write(broken, Arrays.copyOf(whole, whole.length - 1));
      refuses(broken.toString());
      whole[whole.length - 20] ^= 1;
      Files.write(broken, whole);
      refuses(broken.toString());
    }

    @Test
    void aSegmentUnderAnothersNameStopsTheStart() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 20);
      }
      Files.copy(segments().get(1), segments().get(2), StandardCopyOption.REPLACE_EXISTING);
      refuses("another place");
    }

    @Test
    void aWrongBitInAnOlderSegmentIsNoticedWhenItIsRead() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 20);
      }
      byte[] bytes = Files.readAllBytes(segments().get(1));
      bytes[1_000] ^= 1;
      Files.write(segments().get(1), bytes);
      try (SegmentedLog log = open(SMALL)) {
        assertThrows(JournalDamaged.class, () -> messages(log));
        assertThrows(
            JournalDamaged.class, () -> log.newest(200, 0, -1, false, 500, FrameReader::messageId));
      }
    }
  }

  @Nested
  class Rewritten {

    @Test
    void removedCallsAreGoneFromTheFilesAndTheOthersKeepTheirNumbers() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 10);
        log.rewrite(new TreeSet<>(List.of(3L, 4L, 55L, 100L)), body -> null);
        List<String> left = new ArrayList<>(messages(1, 100));
        left.removeAll(List.of("m3", "m4", "m55", "m100"));
        assertEquals(left, messages(log));
        assertEquals(List.of(56L), log.newest(57, 54, -1, false, 9, FrameReader::seq));
        assertEquals(100, log.last());
        fill(log, 1);
        left.addAll(messages(101, 110));
        assertEquals(left, messages(log));
      }
      try (SegmentedLog log = open(SMALL)) {
        assertEquals(110, log.last());
        assertEquals(106, messages(log).size());
      }
      for (Path segment : segments()) {
        String text = Files.readString(segment, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("e55\""), segment::toString);
      }
    }

    @Test
    void allCallsOfASegmentMayGo() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 10);
        log.rewrite(
            new TreeSet<>(IntStream.rangeClosed(1, 100).mapToObj(Long::valueOf).toList()),
            body -> null);
        assertEquals(List.of(), messages(log));
        assertEquals(100, log.last());
      }
      try (SegmentedLog log = open(SMALL)) {
        assertEquals(101, log.append(calls(101, 1)));
        assertEquals(List.of("m101"), messages(log));
      }
    }

    @Test
    void aChangedBodyTakesTheOldOnesPlace() {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 10);
        log.rewrite(new TreeSet<>(List.of(7L, 93L, 1_000L)), body -> new byte[] {'{', '}'});
        var changed = new ArrayList<Long>();
        log.read(
            0,
            100,
            -1,
            call -> {
              if (call.bodyLength() == 2) {
                changed.add(call.seq());
              }
              return true;
            });
        assertEquals(List.of(7L, 93L), changed);
        assertEquals(messages(1, 100), messages(log));
      }
    }

    @Test
    void whoIsReadingGoesOn() {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 10);
        var read = new ArrayList<String>();
        log.read(
            0,
            100,
            -1,
            call -> {
              if (call.seq() == 5) {
                log.rewrite(new TreeSet<>(List.of(1L, 2L, 3L, 50L)), body -> null);
                log.purge(NOON.plus(Duration.ofSeconds(25)), 100);
              }
              return read.add(call.messageId());
            });
        assertEquals(99, read.size(), "what is read later is without the one that went");
      }
    }
  }

  @Nested
  class Purged {

    @Test
    void wholeSegmentsGoOnceAllOfTheirCallsAreOldAndProcessed() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 10);
        int before = segments().size();
        long second = Long.parseLong(segments().get(1).getFileName().toString().substring(0, 20));
        assertEquals(0, log.purge(NOON.plusSeconds(second - 1), 100), "one is as old as that");
        assertEquals(0, log.purge(NOON.plusSeconds(second), second - 2), "one is not processed");
        assertEquals(second - 1, log.purge(NOON.plusSeconds(second), second - 1));
        assertEquals(second, log.first());
        assertEquals(before - 1, segments().size());
        assertEquals(messages((int) second, 100), messages(log));
      }
    }

    @Test
    void numbersGoOnWhenNothingIsLeft() throws IOException {
      try (SegmentedLog log = open(SMALL)) {
        fill(log, 10);
        long purged = 0;
        long now;
        do {
          now = log.purge(NOON.plus(Duration.ofDays(1)), 100);
          purged += now;
        } while (now > 0);
        assertEquals(100, purged);
        assertEquals(0, log.first());
        assertEquals(100, log.last());
        assertEquals(1, segments().size());
      }
      try (SegmentedLog log = open(SMALL)) {
        assertEquals(100, log.last());
        assertEquals(101, log.append(calls(101, 10)));
        assertEquals(101, log.first());
      }
    }
  }
}
