package dev.inlet.hostile;

import dev.inlet.CallConnection;
import dev.inlet.Extent;
import dev.inlet.Figures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A customer who means well: sends one good call after the other on a connection of its own, while
 * others misbehave, and takes the time of each.
 */
final class GoodRequests implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int WARM_UP = 200;

  private record Timed(long start, long end) {
    Duration took() {
      return Duration.ofNanos(end - start);
    }
  }

  private final CallConnection connection;
  private final MachineStalls stalls = new MachineStalls();
  private final List<Timed> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;
  private volatile boolean ended;

  /** Starts to send, once the server is warm. */
  GoodRequests(int port, String key) throws IOException {
    connection = new CallConnection(port, key);
    for (int i = 0; i < WARM_UP; i++) {
      send();
    }
    requests.clear();
    thread = Thread.ofPlatform().start(this::sendOn);
  }

  private void sendOn() {
    while (!ended) {
      try {
        send();
        Thread.sleep(PAUSE);
      } catch (IOException e) {
        problems.add(e.toString());
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void send() throws IOException {
    long start = System.nanoTime();
    CallConnection.Reply reply = connection.post("{\"type\":\"identify\",\"userId\":\"good\"}");
    requests.add(new Timed(start, System.nanoTime()));
    if (reply.status() != 200 && reply.status() != 202) {
      problems.add(reply.toString());
    }
  }

  /**
   * Ends it, notes the figures, and tells what went wrong. Of a request's time the part in which
   * the machine itself stood still does not count.
   */
  List<String> problems(String amid, Duration within) throws InterruptedException {
    ended = true;
    thread.join();
    List<Duration> times = requests.stream().map(Timed::took).sorted().toList();
    List<Duration> net = requests.stream().map(this::withoutStalls).sorted().toList();
    Figures.note(
        "hostile input",
        "%d good requests amid %s: median %d ms, slowest %d ms, %d ms without the machine's stalls",
        times.size(),
        amid,
        times.get(times.size() / 2).toMillis(),
        times.getLast().toMillis(),
        net.getLast().toMillis());
    // A disk or processor that others use can be slow without standing still: in the long run one
    // in a hundred is left to that, and with every build, where there are few, one in twenty.
    List<Duration> late = net.stream().filter(time -> time.compareTo(within) > 0).toList();
    int tolerated = Extent.of(Math.max(1, net.size() / 20), net.size() / 100);
    if (late.size() > tolerated) {
      problems.add(late.size() + " of " + net.size() + " good requests took too long: " + late);
    }
    return List.copyOf(problems);
  }

  private Duration withoutStalls(Timed request) {
    return request.took().minus(stalls.within(request.start(), request.end()));
  }

  @Override
  public void close() throws IOException {
    ended = true;
    stalls.close();
    connection.close();
  }
}
