package dev.inlet.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.access.PasswordCheck.Result;
import dev.inlet.access.PasswordCheck.Result.Right;
import dev.inlet.access.PasswordCheck.Result.Wait;
import dev.inlet.access.PasswordCheck.Result.Wrong;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PasswordCheckTest {
  private static final InetAddress CLIENT = address("192.0.2.1");
  private static final InetAddress ANOTHER = address("192.0.2.2");
  private static final String PASSWORD = "the right one";
  private static final Result ADMIN = new Right("admin", Role.ADMIN);

  private Duration now = Duration.ofDays(-1); // elapsed time may begin anywhere
  private int guesses;

  private final UserStore users = new RememberedUsers();
  private final UserPasswords theirs = new UserPasswords(users, () -> now.toNanos(), 1_000);
  private final PasswordCheck passwords =
      new PasswordCheck(new AdminPassword(PASSWORD, null, null), theirs, () -> now.toNanos());

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Sends a password that nobody has sent before. */
  private Result guess(InetAddress client) {
    guesses++;
    return passwords.check("", "guess " + guesses, client);
  }

  private void guess(InetAddress client, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(new Wrong(), guess(client));
    }
  }

  @Nested
  class Guesses {

    @Test
    void aFewWrongOnesCostNothing() {
      guess(CLIENT, PasswordCheck.AT_ONCE - 1);

      assertEquals(ADMIN, passwords.check("", PASSWORD, CLIENT));
    }

    @Test
    void afterThoseEachWaitsForItsTurn() {
      guess(CLIENT, PasswordCheck.AT_ONCE);

      assertEquals(new Wait(PasswordCheck.PAUSE), guess(CLIENT));
      now = now.plus(PasswordCheck.PAUSE);
      guess(CLIENT, 1);
      assertEquals(new Wait(PasswordCheck.PAUSE), guess(CLIENT));
    }

    @Test
    void anHourOfThemIsSixHundred() {
      int wrong = 0;
      Duration end = now.plusHours(1);
      for (; now.compareTo(end) < 0; now = now.plusSeconds(1)) {
        while (guess(CLIENT) instanceof Wrong) {
          wrong++;
        }
      }
      assertTrue(wrong <= 600 + PasswordCheck.AT_ONCE, "guesses: " + wrong);
    }

    @Test
    void theRightOneIsNotLookedAtWhoeverWaits() {
      guess(CLIENT, PasswordCheck.AT_ONCE);

      assertInstanceOf(Wait.class, passwords.check("", PASSWORD, CLIENT));
      now = now.plus(PasswordCheck.PAUSE);
      assertEquals(ADMIN, passwords.check("", PASSWORD, CLIENT));
    }

    @Test
    void theRightOneForgivesNothing() {
      guess(CLIENT, PasswordCheck.AT_ONCE - 1);
      passwords.check("", PASSWORD, CLIENT);
      guess(CLIENT, 1);

      assertInstanceOf(Wait.class, guess(CLIENT));
    }

    @Test
    void theSameWrongOneAgainIsNone() {
      for (int i = 0; i < 100; i++) {
        assertEquals(new Wrong(), passwords.check("", "an old password", CLIENT));
      }

      assertEquals(ADMIN, passwords.check("", PASSWORD, CLIENT));
      guess(CLIENT, PasswordCheck.AT_ONCE - 1);
      assertInstanceOf(Wait.class, passwords.check("", "an old password", CLIENT));
    }

    @Test
    void whatIsToWaitIsToldInWholeSeconds() {
      assertEquals(6, new Wait(Duration.ofSeconds(6)).seconds());
      assertEquals(6, new Wait(Duration.ofMillis(5_001)).seconds());
      assertEquals(1, new Wait(Duration.ofNanos(1)).seconds());
    }
  }

  @Nested
  class Clients {

    @Test
    void ofAnotherAddressDoNotWait() {
      guess(CLIENT, PasswordCheck.AT_ONCE);

      assertEquals(ADMIN, passwords.check("", PASSWORD, ANOTHER));
      guess(ANOTHER, PasswordCheck.AT_ONCE);
    }

    @Test
    void haveAllAddressesOfTheirNetworkInIpVersion6() {
      for (int i = 0; i < PasswordCheck.AT_ONCE; i++) {
        assertEquals(new Wrong(), guess(address("2001:db8:0:1::" + i)));
      }

      assertInstanceOf(Wait.class, guess(address("2001:db8:0:1:ffff::1")));
      assertEquals(new Wrong(), guess(address("2001:db8:0:2::1")));
    }

    @Test
    void areForgottenOnlyWhenAllIsForgiven() {
      guess(CLIENT, PasswordCheck.AT_ONCE);
      now = now.plus(PasswordCheck.PAUSE.multipliedBy(PasswordCheck.AT_ONCE)).minusSeconds(1);
      guess(CLIENT, PasswordCheck.AT_ONCE - 1);
      assertInstanceOf(Wait.class, guess(CLIENT));

      now = now.plus(PasswordCheck.PAUSE.multipliedBy(PasswordCheck.AT_ONCE));
      guess(CLIENT, PasswordCheck.AT_ONCE);
    }

    @Test
    void areForgottenWhenThereAreFarTooMany() {
      int remembered = 0;
      for (int i = 0; i < 2 * PasswordCheck.REMEMBERED; i++) {
        guess(address("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)), 1);
      }
      for (int i = 0; i < 2 * PasswordCheck.REMEMBERED; i++) {
        InetAddress one = address("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255));
        remembered += passwords.isKnown(one) ? 1 : 0;
      }
      assertNotEquals(0, remembered);
      assertTrue(remembered <= PasswordCheck.REMEMBERED, remembered + " are remembered");
    }
  }

  @Nested
  class Users {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HERS = "what ada alone knows";

    private void store(@Nullable Instant disabledAt, String password) {
      users.update(new User("ada", Role.SUPPORT, NOON, disabledAt, null), theirs.hash(password));
    }

    @Test
    void eachHasAPasswordAndARoleOfTheirOwn() {
      store(null, HERS);

      assertEquals(new Right("ada", Role.SUPPORT), passwords.check("ada", HERS, CLIENT));
      assertEquals(new Wrong(), passwords.check("ada", PASSWORD, CLIENT));
      assertEquals(new Wrong(), passwords.check("", HERS, CLIENT));
      assertEquals(new Wrong(), passwords.check("bob", HERS, CLIENT));
      assertEquals(ADMIN, passwords.check("admin", PASSWORD, CLIENT));
    }

    @Test
    void whoIsDisabledOrHasAnotherPasswordIsKeptOutAtOnce() {
      store(null, HERS);
      assertEquals(new Right("ada", Role.SUPPORT), passwords.check("ada", HERS, CLIENT));

      store(NOON, HERS);
      assertEquals(new Wrong(), passwords.check("ada", HERS, CLIENT));
      store(null, "another one of hers");
      assertEquals(new Wrong(), passwords.check("ada", HERS, CLIENT));
    }

    @Test
    void guessesAtAllNamesCountTogether() {
      guess(CLIENT, PasswordCheck.AT_ONCE - 1);
      assertEquals(new Wrong(), passwords.check("ada", "one guess more", CLIENT));

      assertInstanceOf(Wait.class, passwords.check("ada", HERS, CLIENT));
      assertInstanceOf(Wait.class, passwords.check("", PASSWORD, CLIENT));
    }

    @Test
    void whatIsKeptTellsNoPasswordAndIsAnotherEachTime() {
      var asInProduction = new UserPasswords(users, () -> now.toNanos());
      String hash = asInProduction.hash(HERS);

      assertTrue(hash.matches("pbkdf2-sha512\\$210000\\$[0-9a-f]{32}\\$[0-9a-f]{64}"), hash);
      assertNotEquals(hash, asInProduction.hash(HERS));
    }
  }
}
