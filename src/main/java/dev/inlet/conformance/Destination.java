package dev.inlet.conformance;

import dev.inlet.conformance.Result.Sent;
import dev.inlet.tester.Draft;
import dev.inlet.tester.HttpCall;
import dev.inlet.tester.Reply;
import dev.inlet.tester.Verdict;
import dev.inlet.tester.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The destination that is tried, and all that was sent to it. Safe for use by several threads. */
final class Destination implements AutoCloseable {
  private static final int MOST_TRIES = 5;

  /** After so many, the others are not worth the time. */
  private static final int MOST_GIVEN_UP = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final URI uri;
  private final String key;
  private final Wire wire;
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<Sent> triedAgain = new CopyOnWriteArrayList<>();
  private final List<Sent> givenUp = new CopyOnWriteArrayList<>();

  Destination(Trial trial) {
    uri = trial.uri();
    key = trial.key();
    wire = new Wire(trial.trust());
  }

  /** Sends a call as Segment does, and again when the answer asks for that. */
  Sent send(Draft draft) {
    return sendAsSegment(call(draft));
  }

  /** Sends a call once, and with another header; null takes the header away. */
  Sent sendWith(Draft draft, String header, @Nullable String value) {
    HttpCall usual = call(draft);
    Map<String, String> headers = new LinkedHashMap<>(usual.headers());
    headers.remove(header);
    if (value != null) {
      headers.put(header, value);
    }
    return once(new HttpCall(usual.method(), usual.uri(), headers, usual.body()));
  }

  /** Sends a call once, whatever the answer. */
  Sent sendOnce(Draft draft) {
    return once(call(draft));
  }

  private HttpCall call(Draft draft) {
    return HttpCall.ofSegment(uri, key, draft);
  }

  private Sent once(HttpCall call) {
    var one = new Sent(call, wire.send(call));
    sent.add(one);
    return one;
  }

  private Sent sendAsSegment(HttpCall call) {
    Sent last = once(call);
    Duration pause = FIRST_PAUSE;
    int most = givenUp.size() < MOST_GIVEN_UP ? MOST_TRIES : 1;
    for (int tries = 1; last.reply().verdict() == Verdict.RETRIED && tries < most; tries++) {
      if (tries == 1) {
        triedAgain.add(last);
      }
      rest(pause);
      pause = pause.multipliedBy(2);
      last = once(call);
    }
    if (last.reply().verdict() == Verdict.RETRIED) {
      givenUp.add(last);
    }
    return last;
  }

  static void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything so far, in the order of the answers. */
  List<Sent> all() {
    return List.copyOf(sent);
  }

  /** The first answers of what had to be tried again. */
  List<Sent> triedAgain() {
    return List.copyOf(triedAgain);
  }

  /** The last answers of what was to be tried again to the end. */
  List<Sent> givenUp() {
    return List.copyOf(givenUp);
  }

  URI uri() {
    return uri;
  }

  /** Asks for something else than the destination, such as a page that shows a person. */
  Reply get(URI address, Map<String, String> headers) {
    return wire.send(new HttpCall("GET", address, headers, ""));
  }

  @Override
  public void close() {
    wire.close();
  }
}
