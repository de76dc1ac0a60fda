package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Keys and passwords that are wrong again and again. */
class WrongSecretsIT {
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"1\"}";
  private static final int TIMES = 6;

  @Given(per = Given.Per.CLASS)
  private static RunningInlet inlet;

  private static Duration time(int status, Supplier<Answer> ask) {
    long asked = System.nanoTime();
    Answer answer = ask.get();
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    assertEquals(status, answer.status(), answer::toString);
    assertTrue(took.toSeconds() < 3, "it took " + took);
    return took;
  }

  /** The fifth time takes 100 ms at least, the sixth 200 ms. */
  private static void growsSlower(Supplier<Answer> ask) {
    long[] millis = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      millis[i] = time(401, ask).toMillis();
    }
    for (int i = 4; i < TIMES; i++) {
      assertTrue(millis[i] >= 100 << (i - 4), "number " + (i + 1) + " took " + millis[i] + " ms");
    }
  }

  @Test
  void anUnknownKeyIsSlowedAndOthersAreNot() {
    String key = inlet.newKey("acme");

    growsSlower(() -> inlet.deliver("unknown", IDENTIFY));

    Duration other = time(401, () -> inlet.deliver("another", IDENTIFY));
    assertTrue(other.toMillis() < 1_000, "another unknown key waits " + other);
    assertEquals(2, inlet.deliver(key, IDENTIFY).status() / 100);
  }

  @Test
  void aRevokedKeyIsSlowedToo() {
    String account = "revoked";
    String key = inlet.newKey(account);
    String keys = "/api/accounts/" + account + "/keys";
    String id = inlet.admin("GET", keys).at("/keys/0/id").asText();
    assertEquals(204, inlet.admin("DELETE", keys + "/" + id).status());

    growsSlower(() -> inlet.deliver(key, IDENTIFY));
  }

  @Test
  void aWrongPasswordIsSlowedAndTheRightOneIsNot() {
    growsSlower(WrongSecretsIT::logInWrongly);

    Duration right = time(200, () -> inlet.admin("GET", "/api/accounts"));
    assertTrue(right.toMillis() < 1_000, "the right password waits " + right);
  }

  @Test
  void manyConnectionsGuessNoFasterThanOne() throws Exception {
    for (int i = 0; i < 4; i++) {
      logInWrongly();
    }
    Set<Integer> statuses = new TreeSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> guesses = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        guesses.add(threads.submit(WrongSecretsIT::logInWrongly));
      }
      for (Future<Answer> guess : guesses) {
        statuses.add(guess.get().status());
      }
    }
    assertEquals(Set.of(401, 503), statuses);
    assertEquals(200, inlet.admin("GET", "/api/accounts").status());
  }

  private static Answer logInWrongly() {
    return inlet.console("GET", "/api/accounts", null, "Authorization", "Bearer wrong");
  }
}
