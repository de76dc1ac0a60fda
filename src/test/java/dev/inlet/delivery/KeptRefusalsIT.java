package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.storage.jdbc.delivery.JdbcRefusals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class KeptRefusalsIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  @Test
  void whatWasSentIsKeptWithTheRefusal() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      String account = stores.newAccount();
      note(stores, account, 1);
      assertEquals("{\"n\":1}", body(stores, account));
    }
  }

  @Test
  void bodiesAreNotKeptWhenNobodyWantsThem() {
    Map<String, Object> place = new HashMap<>(kind.fresh(folder));
    place.put("inlet.refusals.keep-bodies", "0s");
    try (Stores stores = Stores.open(place)) {
      String account = stores.newAccount();
      note(stores, account, 1);
      assertEquals("none", body(stores, account));
    }
  }

  @Test
  void theNewest10000OfAnAccountAreKept() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      String account = stores.newAccount();
      var refusals = (JdbcRefusals) stores.refusals();
      for (int number = 1; number <= 10_000; number++) {
        note(stores, account, number);
        if (number % 500 == 0) {
          refusals.write();
        }
      }
      assertTrue(isKept(stores, account, 1));

      for (int number = 10_001; number <= 11_000; number++) {
        note(stores, account, number);
        if (number % 500 == 0) {
          refusals.write();
        }
      }
      assertFalse(isKept(stores, account, 1_000));
      assertTrue(isKept(stores, account, 1_001));
      assertTrue(isKept(stores, account, 11_000));
    }
  }

  private static boolean isKept(Stores stores, String account, int number) {
    var filter = Filter.of(null, null, "m" + number, false);
    return !stores.deliveries().list(account, filter, Position.NEWEST, 1).entries().isEmpty();
  }

  private static void note(Stores stores, String account, int number) {
    byte[] body = "{\"n\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8);
    stores
        .refusals()
        .note(
            new Refusal(
                account,
                "key",
                Sender.DESTINATION,
                "track",
                "m" + number,
                Cause.FIELD_MISSING,
                "Missing event",
                NOON.plus(Duration.ofMillis(number)),
                new Refusal.Sent(null, body)));
  }

  private static String body(Stores stores, String account) {
    var any = Filter.ANY;
    DeliveryLog log = stores.deliveries();
    Eventually.become(
        "the refusal is noted",
        () -> !log.list(account, any, Position.NEWEST, 1).entries().isEmpty());
    String id = log.list(account, any, Position.NEWEST, 1).entries().getFirst().id();
    return log.find(account, id)
        .map(Detail::body)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("none");
  }
}
