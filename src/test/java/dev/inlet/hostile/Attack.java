package dev.inlet.hostile;

import dev.inlet.Answer;
import dev.inlet.Contract;
import dev.inlet.RawConnection;
import dev.inlet.Wording;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends hostile cases, each on a connection of its own, and judges what comes of them. */
final class Attack {
  private record Sent(HostileCase input, boolean taken) {}

  private final int port;
  private final Head good;
  private final String key;
  private final Contract contract;
  private final Map<String, Sent> byId = new HashMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  Attack(int port, Head good, String key, Contract contract) {
    this.port = port;
    this.good = good;
    this.key = key;
    this.contract = contract;
  }

  /** Sends a case and judges its answer. */
  void run(HostileCase input) {
    String id = "h%05d".formatted(byId.size());
    byte[] request = input.request().bytes(good, id);
    try (RawConnection connection = RawConnection.to(port)) {
      Answer answer = answer(connection, request, input.endsEarly());
      byId.put(id, new Sent(input, answer != null && answer.status() < 300));
      outcomes.merge(answer == null ? "closed" : "" + answer.status(), 1, Integer::sum);
      String problem = answer == null ? problemWithSilence(input) : problemWith(input, answer);
      if (problem != null) {
        problems.add(input.name() + ": " + problem);
      }
    } catch (SocketTimeoutException e) {
      byId.put(id, new Sent(input, false));
      problems.add(input.name() + ": neither answered nor closed");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(input.name(), e);
    }
  }

  private static @Nullable Answer answer(
      RawConnection connection, byte[] request, boolean endsEarly) throws IOException {
    try {
      connection.bytes(request);
      if (endsEarly) {
        connection.end();
      }
    } catch (SocketException e) {
      // The server has heard enough; what it said to that may still be read.
    }
    try {
      Answer answer = connection.answer();
      return answer.status() == 100 ? connection.answer() : answer;
    } catch (EOFException | SocketException e) {
      return null;
    }
  }

  private static @Nullable String problemWithSilence(HostileCase input) {
    return input.verdict().mayBeClosed() ? null : "closed, not " + input.verdict().statuses();
  }

  private @Nullable String problemWith(HostileCase input, Answer answer) {
    if (!input.verdict().statuses().contains(answer.status())) {
      return "not " + input.verdict().statuses() + " but " + answer;
    }
    return answer.status() < 300 ? problemWithSuccess(answer) : problemWithRefusal(answer);
  }

  private @Nullable String problemWithSuccess(Answer answer) {
    boolean silent = answer.body().isEmpty() || answer.body().startsWith("openapi:");
    return silent && answer.header("Access-Control-Allow-Origin").isEmpty() ? null : "" + answer;
  }

  private @Nullable String problemWithRefusal(Answer answer) {
    if (answer.body().isEmpty()) {
      return null; // to HEAD, which the client here does not know about
    }
    String message = answer.message();
    if (!Wording.isFit(message) || message.contains(key) || answer.json().size() != 1) {
      return "says " + answer;
    }
    if (answer.status() != 404 && answer.status() != 405) { // of another path or method
      contract.holds("POST", "/destination", answer.status(), answer.headers(), answer.body());
    }
    return null;
  }

  /** How many cases there were, by what came of them. */
  Map<String, Integer> outcomes() {
    return outcomes;
  }

  int count() {
    return byId.size();
  }

  /**
   * Everything that went wrong.
   *
   * @param stored the ids of all contacts that there are afterwards
   */
  List<String> problems(Set<String> stored) {
    var all = new ArrayList<>(problems);
    byId.forEach(
        (id, sent) -> {
          if (!sent.taken() && stored.contains(id)) {
            all.add(sent.input().name() + ": refused, and stored");
          }
          if (stored.contains(HostileCase.hidden(id))) {
            all.add(sent.input().name() + ": the request hidden in it was processed");
          }
        });
    return all;
  }
}
