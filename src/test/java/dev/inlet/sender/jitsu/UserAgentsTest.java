package dev.inlet.sender.jitsu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.Figures;
import dev.inlet.delivery.Crowded;
import dev.inlet.sender.jitsu.UserAgents.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentsTest {
  private static final UserAgents USER_AGENTS = new UserAgents(Ticker.systemTicker());
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS %d_5 like Mac OS X) AppleWebKit/605.1.15";

  @AfterAll
  static void stop() {
    USER_AGENTS.stop();
  }

  private static CompletableFuture<Map<String, Traces>> learn(String account, Set<String> agents) {
    return USER_AGENTS.learn(account, agents).toCompletableFuture();
  }

  private static Traces read(String userAgent) {
    String beginning = UserAgents.beginning(userAgent);
    return Objects.requireNonNull(learn("acme", Set.of(beginning)).join().get(beginning));
  }

  /** Those on which most patterns take long, each of its own. */
  private static Set<String> hostile(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> UserAgents.beginning(name + i + "; ".repeat(UserAgents.LONGEST)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Mozilla/5.0 (iPod; CPU iPhone OS 12_0 like macOS) AppleWebKit/602.1.50 (KHTML, like Gecko)"
            + " Version/12.0 Mobile/14A5335d Safari/602.1.50"
            + "|{\"model\":\"iPod\"}|{\"name\":\"iOS\",\"version\":\"12.0\"}",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36||{\"name\":\"Windows\",\"version\":\"10\"}",
        "analytics-node/6.2.0||",
      })
  void deviceAndOperatingSystemAreRead(String userAgent, String device, String os) {
    assertEquals(new Traces(device, os), read(userAgent));
  }

  @Test
  void whatWasReadIsKnownAlsoThatItIsNothing() {
    String nothing = "nothing that anybody knows";
    assertNull(USER_AGENTS.known(nothing));

    assertEquals(Traces.NONE, read(nothing));

    assertEquals(Traces.NONE, USER_AGENTS.known(nothing));
  }

  @Test
  void ofALongOneTheBeginningIsRead() {
    String iphone = IPHONE.formatted(9);

    assertEquals(read(iphone), read(iphone + " x".repeat(200_000)));
  }

  /** Seeds that made most patterns go back and forth, before and after what lets them begin. */
  @Test
  void worstOfThemTakesMilliseconds() {
    List<String> seeds =
        List.of("; ", ";", "a;", "1.", "; SM-", "; Build", "Android;;", "Mobile ", "https://", "a");
    List<String> beginnings =
        List.of(
            "",
            "Mozilla/5.0 (Linux; U; Android 4.4.4; en-us; ",
            "Mozilla/5.0 (X11; Linux ",
            "HbbTV/1.1.1 (");
    Duration longest = Duration.ZERO;
    String worst = "";
    for (String beginning : beginnings) {
      for (String seed : seeds) {
        String agent = UserAgents.beginning(beginning + seed.repeat(UserAgents.LONGEST));
        Duration took = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) { // the best of three, each one new
          String one = UserAgents.beginning(i + agent);
          long start = System.nanoTime();
          read(one);
          Duration again = Duration.ofNanos(System.nanoTime() - start);
          took = again.compareTo(took) < 0 ? again : took;
        }
        if (took.compareTo(longest) > 0) {
          longest = took;
          worst = beginning + seed;
        }
      }
    }

    Figures.note(
        "user agents",
        "the worst of %d kinds takes %d ms: \"%s…\"",
        seeds.size() * beginnings.size(),
        longest.toMillis(),
        worst);
    assertTrue(longest.compareTo(Duration.ofMillis(500)) < 0, worst + " takes " + longest);
  }

  @Nested
  class OfOneRequest {
    @Test
    void manyTakeABoundedTime() {
      long start = System.nanoTime();

      Map<String, Traces> learnt = learn("acme", hostile("many ", 900)).join();

      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(900, learnt.size());
      assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
    }

    @Test
    void noMoreThanSoManyAreRead() {
      var still = new UserAgents(() -> 0); // no time passes, so that alone the number counts
      Set<String> agents =
          IntStream.range(100, 400)
              .mapToObj(IPHONE::formatted)
              .collect(Collectors.toCollection(LinkedHashSet::new));

      Map<String, Traces> learnt = still.learn("acme", agents).toCompletableFuture().join();

      assertEquals(
          UserAgents.MOST_OF_A_REQUEST,
          learnt.values().stream().filter(traces -> traces.device() != null).count());
      assertEquals(Traces.NONE, learnt.get(IPHONE.formatted(399)));
      still.stop();
    }

    @Test
    void knownOnesAreToldHoweverLongItWaited() throws Exception {
      var time = new AtomicLong();
      var slow = new UserAgents(time::get);
      String known = IPHONE.formatted(1);
      String fresh = IPHONE.formatted(2);
      slow.learn("acme", Set.of(known)).toCompletableFuture().join();
      CompletableFuture<?> before =
          slow.learn("other", hostile("before ", 50)).toCompletableFuture();
      CompletableFuture<Map<String, Traces>> late =
          slow.learn("acme", Set.of(known, fresh)).toCompletableFuture();
      time.addAndGet(UserAgents.PATIENCE.toNanos());
      before.join();

      assertNotEquals(Traces.NONE, late.join().get(known));
      assertEquals(Traces.NONE, late.join().get(fresh));
      slow.stop();
    }
  }

  @Nested
  class OfOneAccount {
    @Test
    void onlyAFewRequestsWaitAndOthersComeToTheirTurn() {
      List<CompletableFuture<Map<String, Traces>>> waiting = new ArrayList<>();
      for (int i = 0; i < UserAgents.MOST_WAITING_OF_ONE; i++) {
        waiting.add(learn("noisy", hostile("noisy " + i + " ", 100)));
      }

      CompletableFuture<?> tooMuch = learn("noisy", Set.of("one more"));
      CompletableFuture<Map<String, Traces>> other = learn("quiet", Set.of("some other"));

      assertInstanceOf(
          Crowded.class, assertThrows(CompletionException.class, tooMuch::join).getCause());
      assertFalse(other.isDone());
      assertNotNull(other.join());
      waiting.forEach(CompletableFuture::join);
      assertNotNull(learn("noisy", Set.of("one more")).join());
    }
  }
}
