package dev.inlet.hostile;

import static dev.inlet.hostile.Head.joined;
import static dev.inlet.hostile.Head.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who begin a request and take their time, one by one and by the thousand. */
@Isolated
class SlowSendersIT {
  private static final Duration ARRIVAL = Duration.ofSeconds(2);
  private static final int STALLED = 1_000;
  private static final int TOO_MANY = 50;
  private static final int MOST_CONNECTIONS = STALLED + 50;
  private static final Duration GOOD_REQUESTS_WITHIN = Duration.ofMillis(200);

  @Given(
      value = {"inlet.arrival-deadline=2s", "inlet.connections=" + MOST_CONNECTIONS},
      per = Per.CLASS)
  private static RunningInlet inlet;

  private static String key;
  private static byte[] request;

  @BeforeAll
  static void prepare() {
    key = inlet.newKey("acme");
    request = Head.good(RunningInlet.basic(key)).bytes(utf8(HostileCase.identify("slow")));
  }

  private static byte[] beginning(int bytes) {
    return Arrays.copyOf(request, bytes);
  }

  private static int headLength() {
    return request.length - HostileCase.identify("slow").length();
  }

  @Nested
  class OneRequest {
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
        assertTrue(lasted.compareTo(ARRIVAL.multipliedBy(3)) < 0, lasted::toString);
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

  @Nested
  class AThousand {
    @Test
    void stalledConnectionsDisturbNobodyAndAreClosed() throws Exception {
      List<RawConnection> stalled = new ArrayList<>();
      List<String> problems;
      try (var goodRequests = new GoodRequests(inlet.publicPort(), key)) {
        for (int i = 0; i < STALLED; i++) {
          stalled.add(
              RawConnection.to(inlet.publicPort()).bytes(beginning(i * request.length / STALLED)));
        }
        // Those that said nothing at all are left to the idle timeout.
        for (RawConnection connection : stalled.subList(STALLED / 10, STALLED)) {
          assertTrue(connection.isClosed());
        }
        problems = goodRequests.problems(STALLED + " stalled connections", GOOD_REQUESTS_WITHIN);
      } finally {
        close(stalled);
      }

      assertEquals(List.of(), problems);
    }

    @Test
    void moreThanThePortBearsAreClosedAndTheAdminIsNotLockedOut() throws Exception {
      List<RawConnection> open = new ArrayList<>();
      int answered = 0;
      try {
        for (int i = 0; i < MOST_CONNECTIONS + TOO_MANY; i++) {
          open.add(RawConnection.to(inlet.publicPort()));
        }
        assertEquals(200, inlet.admin("GET", "/api/accounts").status());
        for (RawConnection connection : open) {
          answered += isAnswered(connection) ? 1 : 0;
        }
      } finally {
        close(open);
      }

      Figures.note(
          "hostile input", "%d connections at once: %d were answered", open.size(), answered);
      assertTrue(answered > STALLED && answered <= MOST_CONNECTIONS, "answered " + answered);
      RunningInlet.await(SlowSendersIT::isAnsweredAnew, answer -> answer);
    }

    private void close(List<RawConnection> connections) throws IOException {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  private static boolean isAnsweredAnew() {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      return isAnswered(connection);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a good request is, and not the connection closed instead. */
  private static boolean isAnswered(RawConnection connection) {
    try {
      return connection.bytes(request).answer().status() < 300;
    } catch (IOException e) {
      return false;
    }
  }
}
