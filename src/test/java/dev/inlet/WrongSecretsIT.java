package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.access.PasswordCheck;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.console.ConsoleVisitor;
import dev.inlet.delivery.Credentials;
import dev.inlet.delivery.Delivery;
import dev.inlet.delivery.Outcome;
import dev.inlet.receive.Receiver;
import dev.inlet.trace.DeliveryTrace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
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

  /** All of them within the two seconds that the first one waits. */
  @Test
  void hundredWrongLogInsMayWaitAndTheNextIsTurnedAway() throws Exception {
    answersTo(12);

    List<Integer> statuses = answersTo(101);

    assertEquals(100, Collections.frequency(statuses, 401), statuses::toString);
    assertEquals(1, Collections.frequency(statuses, 503), statuses::toString);
  }

  private static List<Integer> answersTo(int wrongLogIns) throws Exception {
    List<Future<Answer>> guesses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < wrongLogIns; i++) {
        guesses.add(threads.submit(WrongSecretsIT::logInWrongly));
      }
    }
    return guesses.stream().map(guess -> guess.resultNow().status()).toList();
  }

  @Test
  void thousandAnswersToWrongKeysMayWaitAndTheNextIsGivenAtOnce() {
    List<CompletableFuture<Outcome>> before = deliverWrongly(12);
    before.forEach(CompletableFuture::join);

    List<CompletableFuture<Outcome>> waiting = deliverWrongly(1_000);
    CompletableFuture<Outcome> beyond = deliverWrongly(1).getFirst();

    assertTrue(beyond.isDone());
    assertEquals(0, waiting.stream().filter(CompletableFuture::isDone).count());
    waiting.forEach(CompletableFuture::join);
  }

  /** Without HTTP, which takes longer for so many than the first one waits. */
  private static List<CompletableFuture<Outcome>> deliverWrongly(int times) {
    Credentials credentials = new Credentials.Given(new KeySecret("nobody's"));
    var delivery =
        new Delivery(
            Sender.DESTINATION,
            () -> CompletableFuture.completedFuture(credentials),
            List.of(),
            Runnable::run,
            key -> CompletableFuture.failedFuture(new AssertionError("nobody may send")),
            () -> {},
            DeliveryTrace.NONE);
    Receiver receiver = inlet.context().getBean(Receiver.class);
    return Stream.generate(() -> receiver.receive(delivery).toCompletableFuture())
        .limit(times)
        .toList();
  }

  private static Answer logInWrongly() {
    return logIn(inlet, "wrong");
  }

  private static Answer logIn(RunningInlet inlet, String password) {
    return inlet.console("GET", "/api/accounts", null, "Authorization", "Bearer " + password);
  }

  /** The API and the console look at so many guesses of one address together. */
  @Nested
  class Guesses {
    @Given(per = Given.Per.TEST)
    private RunningInlet guessed;

    private void guessByTheForm(int times) {
      var guesser = new ConsoleVisitor(guessed);
      for (int i = 0; i < times; i++) {
        assertEquals(401, guesser.logIn("form " + i).statusCode());
      }
    }

    /** At the same time, since each answer waits for longer. */
    private void guessByTheApi(int times) throws Exception {
      List<Future<Answer>> guesses = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < times; i++) {
          String password = "api " + i;
          guesses.add(threads.submit(() -> logIn(guessed, password)));
        }
      }
      for (Future<Answer> guess : guesses) {
        assertEquals(401, guess.get().status());
      }
    }

    private void isNotLookedAtByTheApi(String password) {
      Answer answer = logIn(guessed, password);
      assertEquals(429, answer.status(), answer::toString);
      int seconds = Integer.parseInt(answer.header("Retry-After").orElseThrow());
      assertTrue(seconds >= 1 && seconds <= 6, "wait " + seconds);
      assertEquals(
          "Too many wrong log-ins from this address: try again in " + seconds + " s",
          answer.message());
    }

    private void isNotLookedAtByTheForm(String password) {
      HttpResponse<String> answer = new ConsoleVisitor(guessed).logIn(password);
      assertEquals(429, answer.statusCode());
      assertTrue(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()) > 0);
      assertTrue(answer.body().contains("Too many wrong passwords"), answer::body);
    }

    @Test
    void inTheConsoleUseUpThoseOfTheApi() {
      guessByTheForm(PasswordCheck.AT_ONCE);

      isNotLookedAtByTheApi("another");
      isNotLookedAtByTheApi(RunningInlet.ADMIN_PASSWORD);
    }

    @Test
    void throughTheApiUseUpThoseOfTheConsole() throws Exception {
      guessByTheApi(PasswordCheck.AT_ONCE);

      isNotLookedAtByTheForm(RunningInlet.ADMIN_PASSWORD);
      isNotLookedAtByTheApi(RunningInlet.ADMIN_PASSWORD);
    }

    @Test
    void ofBothAreCountedTogether() throws Exception {
      guessByTheForm(PasswordCheck.AT_ONCE - 2);
      guessByTheApi(2);

      isNotLookedAtByTheForm("another");
      isNotLookedAtByTheApi("another");
    }

    @Test
    void areNoneWhenTheSamePasswordIsSentAgain() {
      ConsoleVisitor forgetful = new ConsoleVisitor(guessed);
      for (int i = 0; i < 2 * PasswordCheck.AT_ONCE; i++) {
        assertEquals(401, forgetful.logIn("an old one").statusCode());
      }

      assertEquals(200, guessed.admin("GET", "/api/accounts").status());
      assertEquals(303, forgetful.logIn(RunningInlet.ADMIN_PASSWORD).statusCode());
    }

    @Test
    void lockOutNobodyAtAnotherAddress() throws Exception {
      guessByTheForm(PasswordCheck.AT_ONCE);
      isNotLookedAtByTheApi(RunningInlet.ADMIN_PASSWORD);
      InetAddress another = InetAddress.getByName("127.0.0.2");
      Assumptions.assumeTrue(isOfThisMachine(another));

      try (HttpClient client = HttpClient.newBuilder().localAddress(another).build()) {
        var request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + guessed.consolePort() + "/api/accounts"))
                .header("Authorization", "Bearer " + RunningInlet.ADMIN_PASSWORD)
                .build();
        assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
      }
    }

    /** Not every system has all of 127.0.0.0/8. */
    private static boolean isOfThisMachine(InetAddress address) {
      try (var socket = new ServerSocket(0, 1, address)) {
        return socket.isBound();
      } catch (IOException e) {
        return false;
      }
    }
  }
}
