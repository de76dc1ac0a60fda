package dev.inlet.hostile;

import static dev.inlet.hostile.Head.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import dev.inlet.WatchedInlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Known holes by which senders filled the heap; in a process of its own, since its whole heap is
 * watched.
 */
class HeapHolesIT {
  private static final long MEGABYTE = 1 << 20;
  private static final int VALUES = Extent.of(850, 50_000);
  private static final int LENGTH = 7_000;
  private static final int PIPELINED = 25;

  /** Much less than what the bomb holds. */
  private static final long MOST_ALLOCATED = 64 * MEGABYTE;

  /** Less than what all values of a header take together. */
  private static final long MOST_GROWTH = 4 * MEGABYTE;

  private static WatchedInlet inlet;
  private static Head good;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    inlet = WatchedInlet.in(folder);
    good = Head.good(RunningInlet.basic(inlet.key()));
  }

  @AfterAll
  static void stop() throws IOException {
    inlet.close();
  }

  /** CVE-2026-42587, CVE-2025-58057. */
  @Test
  void aBombOfGzipIsOpenedNoFurtherThanTheLimit() throws IOException {
    byte[] bomb = EncodingCases.gzip(new byte[500_000_000]);
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < 3 && allocated >= MOST_ALLOCATED; i++) {
      // The first call meets code that was not loaded yet, and chores take some meanwhile.
      allocated = Math.min(allocated, allocatedBy(bomb));
    }
    assertTrue(allocated < MOST_ALLOCATED, allocated + " bytes");
  }

  private static long allocatedBy(byte[] bomb) throws IOException {
    long before = inlet.allocated();
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      Answer answer = connection.bytes(good.with("Content-Encoding: gzip").bytes(bomb)).answer();

      assertEquals("Body is larger than 512 KB", answer.message());
    }
    return inlet.allocated() - before;
  }

  static Stream<String> heads() {
    return Stream.of(
        "Accept-Language: en-x-%s, x;q=0.5",
        "Accept: text/html, application/x%s",
        "Accept: text/html\r\nAccept-Language: en-x-%s",
        "Accept-Charset: x%s",
        "Content-Type: application/x%s+json",
        "Content-Type: application/json; charset=x%s",
        "Content-Encoding: x%s",
        "Cookie: x%s=1",
        "Cookie: x=%s",
        "Origin: https://x%s.example",
        "Authorization: Basic %s",
        "X-%s: 1");
  }

  /**
   * CVE-2022-21700 (media types), CVE-2026-33012 (pages of errors), CVE-2026-44241 and
   * CVE-2026-44242 (languages): what was kept for each value of a header, and never dropped.
   */
  @ParameterizedTest
  @MethodSource("heads")
  void nothingIsKeptOfTheValuesOfAHeader(String header) throws IOException {
    long grown = growth(header, 0);
    for (int again = 1; again <= 2 && grown >= MOST_GROWTH; again++) {
      // What is bounded fills up once; what is not goes on growing.
      grown = growth(header, again * VALUES);
    }
    Figures.note(
        "known holes",
        "%,d values of \"%s\": the heap grew by %,d KB",
        VALUES,
        header.replace("\r\n", ", "),
        grown / 1_024);
    assertTrue(grown < MOST_GROWTH, grown + " bytes");
  }

  private static long growth(String header, int from) throws IOException {
    send(header, from, from + VALUES / 10);
    long before = inlet.usedHeap();
    send(header, from + VALUES / 10, from + VALUES);
    return inlet.usedHeap() - before;
  }

  private static void send(String header, int from, int to) throws IOException {
    Head others = good.without(header.substring(0, header.indexOf(':')));
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      for (int start = from; start < to; start += PIPELINED) {
        var requests = new StringBuilder();
        for (int i = start; i < start + PIPELINED; i++) {
          String line = header.formatted(("value" + i + "-").repeat(1_000).substring(0, LENGTH));
          requests.append(
              new String(others.with(line).bytes(utf8("{}")), StandardCharsets.ISO_8859_1));
        }
        connection.text(requests.toString());
        for (int i = 0; i < PIPELINED; i++) {
          int status = connection.answer().status();
          assertTrue(status == 400 || status == 401, "status " + status);
        }
      }
    }
  }
}
