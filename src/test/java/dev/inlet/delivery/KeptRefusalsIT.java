package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
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
