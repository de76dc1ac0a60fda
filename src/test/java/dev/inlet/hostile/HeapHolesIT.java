package dev.inlet.hostile;

import static dev.inlet.RunningInlet.as;
import static dev.inlet.hostile.Head.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.inlet.Answer;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known holes by which senders filled the heap; alone, since the whole JVM's heap is watched. */
@Isolated
class HeapHolesIT {
  private static final long MEGABYTE = 1 << 20;
  private static final int VALUES = Extent.of(1_700, 100_000);
  private static final int LENGTH = 3_500;
  private static final int PIPELINED = 50;

  /** Less than what all values of a header take together. */
  private static final long MOST_GROWTH = 4 * MEGABYTE;

  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  private static String key;
  private static Head good;

  @BeforeAll
  static void start() {
    key = inlet.newKey("acme");
    good = Head.good(RunningInlet.basic(key));
  }

  /** CVE-2026-42587, CVE-2025-58057. */
  @Test
  void aBombOfGzipIsOpenedNoFurtherThanTheLimit() {
    byte[] bomb = EncodingCases.gzip(new byte[500_000_000]);
    long before = allocated();

    Answer answer = inlet.post("/destination", bomb, as(key, "Content-Encoding", "gzip"));

    assertEquals("Body is larger than 512 KB", answer.message());
    assertTrue(allocated() - before < 64 * MEGABYTE, () -> allocated() - before + " bytes");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
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
    long before = usedHeap();
    send(header, from + VALUES / 10, from + VALUES);
    return usedHeap() - before;
  }

  private static void send(String header, int from, int to) throws IOException {
    Head others = good.without(header.substring(0, header.indexOf(':')));
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      for (int start = from; start < to; start += PIPELINED) {
        var requests = new StringBuilder();
        for (int i = start; i < start + PIPELINED; i++) {
          String line = header.formatted(("value" + i + "-").repeat(500).substring(0, LENGTH));
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

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
