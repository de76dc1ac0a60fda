package dev.inlet.hostile;

import static dev.inlet.hostile.Head.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Those who begin a request and take their time, by the thousand. */
@Isolated
class StalledSendersIT {
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

  @Test
  void stalledConnectionsDisturbNobodyAndAreClosed() throws Exception {
    List<RawConnection> stalled = new ArrayList<>();
    List<String> problems;
    try (var goodRequests = new GoodRequests(inlet.publicPort(), key)) {
      for (int i = 0; i < STALLED; i++) {
        stalled.add(
            RawConnection.to(inlet.publicPort())
                .bytes(Arrays.copyOf(request, i * request.length / STALLED)));
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
    RunningInlet.await(StalledSendersIT::isAnsweredAnew, answer -> answer);
  }

  private void close(List<RawConnection> connections) throws IOException {
    for (RawConnection connection : connections) {
      connection.close();
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
