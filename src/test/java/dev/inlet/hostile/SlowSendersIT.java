package dev.inlet.hostile;

import static dev.inlet.hostile.Head.joined;
import static dev.inlet.hostile.Head.utf8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Extent;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who begin a request and take their time, one by one. */
class SlowSendersIT {
  private static final Duration ARRIVAL = Duration.ofSeconds(2);

  /** Long before all of it would have come. */
  private static final Duration CLOSED_WITHIN = ARRIVAL.multipliedBy(Extent.of(6, 3));

  @Given(value = "inlet.arrival-deadline=2s", per = Per.CLASS)
  private static RunningInlet inlet;

  private static byte[] request;

  @BeforeAll
  static void prepare() {
    String key = inlet.newKey("acme");
    request = Head.good(RunningInlet.basic(key)).bytes(utf8(HostileCase.identify("slow")));
  }

  private static byte[] beginning(int bytes) {
    return Arrays.copyOf(request, bytes);
  }

  private static int headLength() {
    return request.length - HostileCase.identify("slow").length();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100, -1, 1_000})
  void thatStopsSomewhereIsClosed(int after) throws IOException {
    int sent = after < 0 ? headLength() : Math.min(after, request.length - 1);
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      connection.bytes(beginning(sent));

      assertThrows(EOFException.class, connection::answer);
    }
  }

  @Test
  void thatStopsAfterAGoodOneIsClosedToo() throws IOException {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      connection.bytes(request);
      assertTrue(connection.answer().status() < 300);

      connection.bytes(beginning(30));

      assertThrows(EOFException.class, connection::answer);
    }
  }

  /** An idle timeout never runs out for it. */
  @Test
  void thatTricklesIsClosedAllTheSame() throws Exception {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      long start = System.nanoTime();
      assertThrows(IOException.class, () -> trickle(connection));

      Duration lasted = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(lasted.compareTo(CLOSED_WITHIN) < 0, lasted::toString);
    }
  }

  private void trickle(RawConnection connection) throws Exception {
    for (byte next : request) {
      connection.bytes(new byte[] {next});
      Thread.sleep(100);
    }
  }

  @Test
  void thatArrivesInPiecesInTimeIsTaken() throws Exception {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      for (int at = 0; at < request.length; at += 20) {
        connection.bytes(Arrays.copyOfRange(request, at, Math.min(request.length, at + 20)));
      }

      assertTrue(connection.answer().status() < 300);
    }
  }

  @Test
  void thatIsWholeLeavesItsConnectionOpen() throws Exception {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      connection.bytes(request);
      assertTrue(connection.answer().status() < 300);

      Thread.sleep(ARRIVAL.plusMillis(500));

      connection.bytes(joined(request, request));
      assertTrue(connection.answer().status() < 300);
      assertTrue(connection.answer().status() < 300);
    }
  }
}
