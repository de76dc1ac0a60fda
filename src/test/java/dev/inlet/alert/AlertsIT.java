package dev.inlet.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.CodeBlock;
import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Account;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.delivery.MeterNames;
import dev.inlet.overview.AnswerFigure;
import dev.inlet.webhook.Receiver;
import dev.inlet.webhook.Receiver.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class AlertsIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final long MILLISECOND = 1_000_000;

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  private Receiver receiver;
  private Stores stores;
  private String account;
  private volatile Instant now = NOON;

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
    var place = new HashMap<>(kind.fresh(folder));
    place.put("inlet.alerts.webhook", receiver.url());
    place.put("inlet.alerts.secret", SECRET);
    place.put("inlet.forward.allow-private", "true");
    stores = Stores.open(place, () -> now);
    // Who does not process yet leaves what all share alone, and the clock stands still.
    Eventually.become(
        "it processes", () -> MeterNames.gauge(stores.meters(), MeterNames.LEASE) > 0);
    account = stores.newAccount();
  }

  @AfterEach
  void close() {
    stores.close();
    receiver.close();
  }

  private void goOnTo(Instant time) throws InterruptedException {
    now = time;
    for (int i = 0; i < 3; i++) {
      stores.finishChores();
    }
  }

  private void answer(int status, int times) {
    for (int i = 0; i < times; i++) {
      stores.answerCounts().count(account, status, MILLISECOND);
    }
  }

  /** Whatever else this machine has, such as a disk that is nearly full. */
  private List<Alert> open(AlertKind of) {
    return stores.alerts().open().stream().filter(alert -> alert.condition().kind() == of).toList();
  }

  private List<Received> told(String alertKind) {
    return receiver.all().stream()
        .filter(one -> one.json().at("/data/kind").asText().equals(alertKind))
        .toList();
  }

  /** The official library believes no time but that of the machine. */
  private static String signed(Received request) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((request.id() + "." + request.timestamp() + ".").getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(request.body()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What OPERATING.md shows of one that began. */
  private static JsonNode documented() {
    return CodeBlock.in(CodeBlock.OPERATING).stream()
        .filter(block -> block.name().equals("Alerts") && block.language().equals("json"))
        .map(block -> new Received("", "", "", "", block.text().getBytes(UTF_8), "", "").json())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> members(JsonNode alert) {
    return Stream.of(alert, alert.get("data"))
        .flatMap(one -> one.properties().stream().map(Map.Entry::getKey))
        .toList();
  }

  private ApiKey key(Instant expiresAt, Instant usedAt) {
    return key(NOON, expiresAt, usedAt);
  }

  private ApiKey key(Instant createdAt, Instant expiresAt, Instant usedAt) {
    var key =
        new ApiKey(
            "key-" + System.nanoTime(),
            account,
            "Production",
            "inlet_abc",
            Set.of(CallType.TRACK),
            Set.of(Sender.DESTINATION),
            createdAt,
            expiresAt,
            null,
            null);
    stores.accounts().create(key, "digest-" + key.id());
    stores.accounts().used(Map.of(key.id(), usedAt));
    return key;
  }

  @Test
  void refusalsThatSpikeAreToldOnceAndOnceWhenTheyAreOver() throws InterruptedException {
    answer(200, 60);
    answer(400, 40);
    goOnTo(NOON.plusSeconds(61));

    Alert alert = open(AlertKind.REFUSALS).getFirst();
    assertEquals(account, alert.condition().accountId());
    assertTrue(alert.condition().text().startsWith("40 of 100 calls"), alert.condition().text());
    goOnTo(NOON.plusSeconds(122));
    answer(400, 10);
    goOnTo(NOON.plusSeconds(183));
    assertEquals(alert.id(), open(AlertKind.REFUSALS).getFirst().id());
    Eventually.become("told", () -> told("refusals").size() == 1);
    Received began = told("refusals").getFirst();
    assertEquals("alert.began", began.json().at("/type").asText());
    assertEquals("v1," + signed(began), began.signature());
    assertEquals(members(documented()), members(began.json()));

    goOnTo(NOON.plus(Duration.ofMinutes(20)));
    assertEquals(List.of(), open(AlertKind.REFUSALS));
    Alert past = stores.alerts().past().getFirst();
    assertEquals(alert.id(), past.id());
    assertEquals(alert.since(), past.since());
    goOnTo(NOON.plus(Duration.ofMinutes(21)));
    Eventually.become("told the end", () -> told("refusals").size() == 2);
    assertEquals("alert.ended", told("refusals").get(1).json().at("/type").asText());

    goOnTo(NOON.plus(Duration.ofMinutes(22)));
    assertEquals(2, told("refusals").size());
    goOnTo(NOON.plus(AlertWatch.KEEP).plus(Duration.ofHours(1)));
    assertEquals(List.of(), stores.alerts().past());
  }

  @Test
  void whatTheWebhookDoesNotTakeIsToldLater() throws InterruptedException {
    receiver.answers(exchange -> Receiver.status(exchange, 500));
    answer(400, 50);
    goOnTo(NOON.plusSeconds(61));
    Eventually.become("tried", () -> told("refusals").size() == 1);

    receiver.answers(exchange -> Receiver.status(exchange, 200));
    for (int i = 0; i < 10 && told("refusals").size() < 2; i++) {
      goOnTo(now.plusSeconds(31)); // a look passes over what is still being sent
    }
    Eventually.become("told", () -> told("refusals").size() > 1);
    assertEquals(told("refusals").get(0).id(), told("refusals").get(1).id());
  }

  @Test
  void maintenanceThatIsOverIsNoAlert() throws InterruptedException {
    answer(200, 20);
    answer(503, 200);
    goOnTo(NOON.plusSeconds(61));

    assertEquals(List.of(), open(AlertKind.REFUSALS));
  }

  @Test
  void suspendedAccountIsNoAlert() throws InterruptedException {
    answer(403, 50);
    stores.accounts().update(new Account(account, account, true, NOON));
    goOnTo(NOON.plusSeconds(61));

    assertEquals(List.of(), open(AlertKind.REFUSALS));
  }

  @Test
  void customerWhoSentAroundTheClockAndFallsSilentIsToldUntilTheySendAgain()
      throws InterruptedException {
    ApiKey key = key(null, NOON);
    for (int hour = 0; hour < 25; hour++) {
      goOnTo(NOON.plus(Duration.ofHours(hour)));
      answer(200, 10);
      stores.accounts().used(Map.of(key.id(), now));
    }
    goOnTo(now.plus(Duration.ofMinutes(58)));
    assertEquals(List.of(), open(AlertKind.SILENT));

    goOnTo(now.plus(Duration.ofMinutes(5)));
    Alert alert = open(AlertKind.SILENT).getFirst();
    assertEquals(account, alert.condition().subject());
    goOnTo(now.plus(Duration.ofHours(40)));
    assertEquals(alert.id(), open(AlertKind.SILENT).getFirst().id());

    stores.accounts().used(Map.of(key.id(), now));
    goOnTo(now.plusSeconds(31));
    assertEquals(List.of(), open(AlertKind.SILENT));
  }

  @Test
  void keyThatIsUsedIsToldAWeekBeforeItExpires() throws InterruptedException {
    Instant expires = NOON.plus(Duration.ofDays(7)).plusSeconds(60);
    ApiKey used = key(expires, NOON);
    key(expires, NOON.minus(Duration.ofDays(2)));
    goOnTo(NOON.plusSeconds(31));
    assertEquals(List.of(), open(AlertKind.KEY_EXPIRES));

    goOnTo(NOON.plusSeconds(120));
    List<Alert> alerts = open(AlertKind.KEY_EXPIRES);
    assertEquals(
        List.of(used.id()), alerts.stream().map(one -> one.condition().subject()).toList());
    assertEquals(
        "The key “Production” of %s is still used, and expires on 8 Mar 2026, 12:01 UTC"
            .formatted(account),
        alerts.getFirst().condition().text());
    assertNull(alerts.getFirst().until());

    stores.accounts().revoke(account, used.id(), now);
    goOnTo(NOON.plusSeconds(180));
    assertEquals(List.of(), open(AlertKind.KEY_EXPIRES));
  }

  @Test
  void keysThatLiveForAWeekAtMostAreNoAlertAndHideNoOther() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      key(NOON, NOON.plus(Duration.ofMinutes(10)), NOON);
    }
    key(NOON, NOON.plus(Duration.ofDays(7)), NOON);
    ApiKey old = key(NOON.minus(Duration.ofDays(30)), NOON.plus(Duration.ofDays(6)), NOON);
    goOnTo(NOON.plusSeconds(31));

    assertEquals(
        List.of(old.id()),
        open(AlertKind.KEY_EXPIRES).stream().map(one -> one.condition().subject()).toList());
  }

  @Test
  void callsWithoutAKnownKeyAreNobodysSpike() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      stores.answerCounts().count(AnswerFigure.ALL, 401, MILLISECOND);
    }
    goOnTo(NOON.plusSeconds(61));

    assertEquals(List.of(), open(AlertKind.REFUSALS));
  }
}
