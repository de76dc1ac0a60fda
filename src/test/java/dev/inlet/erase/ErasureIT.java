package dev.inlet.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.Progress;
import dev.inlet.process.Failure;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.process.SetAsideCalls.SetAside;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class ErasureIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String LONG_AGO = "2026-03-01T12:00:00Z";

  /** Where a person is named who did everything there is to do. */
  private static final Set<String> NAMING =
      Set.of(
          "change_feed.changes",
          "contact.email",
          "contact.name",
          "contact.search",
          "event.anonymous_id",
          "event.person",
          "event.properties",
          "event.user_id",
          "journal.body",
          "membership.person",
          "page_view.anonymous_id",
          "page_view.person",
          "page_view.properties",
          "page_view.url",
          "page_view.user_id",
          "person.person",
          "person_state.fields",
          "person_state.traits",
          "refused_delivery.body",
          "set_aside.body");

  @Parameter DatabaseKind kind;

  @Given(value = "inlet.types=identify,track,page,screen,group,alias", per = Per.CLASS)
  private RunningInlet inlet;

  private Everything everything;
  private String account;
  private String key;
  private String jane;
  private String browser;

  @BeforeEach
  void someone() {
    int number = NUMBER.incrementAndGet();
    everything = new Everything(inlet.place());
    account = inlet.newAccount();
    key =
        inlet
            .newKey(
                account,
                "{\"name\":\"k\",\"permissions\":"
                    + "[\"identify\",\"track\",\"page\",\"screen\",\"group\",\"alias\"]}")
            .at("/key")
            .asText();
    jane = "jane" + number + "canary";
    browser = "browser" + number + "canary";
  }

  @Nested
  class Everywhere {

    @Test
    void nothingNamesThePersonAnyMore() {
      tellAllAboutJane();
      Set<String> before = new TreeSet<>(everything.columnsWith(jane));
      before.addAll(everything.columnsWith(browser));
      assertEquals(NAMING, before, "a search that finds nothing would prove nothing");

      erase(jane);

      assertEquals(Set.of(), everything.columnsWith(jane));
      assertEquals(Set.of(), everything.columnsWith(browser));
    }

    @Test
    void theReceiptCountsWhatWasRemoved() {
      tellAllAboutJane();

      JsonNode receipt = erase(jane);

      assertEquals(
          "{\"contacts\":1,\"ids\":2,\"memberships\":1,\"events\":2,\"pages\":2,\"calls\":6,"
              + "\"setAside\":1,\"refusedDeliveries\":1,\"refusedBodies\":1,\"struckOut\":2}",
          receipt.get("removed").toString());
      assertFalse(receipt.get("completedAt").isNull());
      String id = receipt.get("id").asText();
      assertEquals(receipt, inlet.admin("GET", path("/erasures/" + id)).json());
      assertEquals(receipt, inlet.admin("GET", path("/erasures")).at("/erasures/0"));
    }

    /** Six calls about Jane, one beside another user, two that were refused, one set aside. */
    private void tellAllAboutJane() {
      send(
          "identify",
          """
          "userId":"%s","anonymousId":"%s","traits":{"email":"%s@example.com","name":"%s"}\
          """
              .formatted(jane, browser, jane, jane));
      send(
          "track",
          "\"userId\":\"%s\",\"event\":\"e\",\"properties\":{\"by\":\"%s\"}".formatted(jane, jane));
      send("track", "\"ANONYMOUS_ID\":\"%s\",\"event\":\"e\"".formatted(browser));
      send("page", "\"userId\":\"%s\",\"properties\":{\"url\":\"/%s\"}".formatted(jane, jane));
      send("screen", "\"anonymousId\":\"%s\",\"name\":\"s\"".formatted(browser));
      send("group", "\"userId\":\"%s\",\"groupId\":\"g\"".formatted(jane));
      send("track", "\"userId\":\"joe\",\"anonymousId\":\"%s\",\"event\":\"e\"".formatted(browser));
      refused("{\"type\":\"track\",\"userId\":\"%s\"}".formatted(jane));
      refused("{\"type\":\"track\",\"userId\":\"%s".formatted(jane));
      refused("{\"type\":\"track\",\"userId\":\"joe\"}");
      inlet.await(path("/deliveries?status=400"), answer -> answer.at("/deliveries").size() == 3);
      setAside("{\"type\":\"track\",\"user-id\":\"%s\",\"event\":\"e\"}".formatted(jane));
    }

    private void setAside(String body) {
      var entry =
          new JournalEntry(
              account,
              "key",
              Sender.DESTINATION,
              CallType.TRACK,
              "aside",
              Instant.parse(LONG_AGO),
              null,
              body.getBytes(StandardCharsets.UTF_8),
              Set.of());
      long seq = inlet.context().getBean(Progress.class).mark();
      inlet
          .context()
          .getBean(SetAsideCalls.class)
          .add(List.of(new SetAside(new Journaled(seq, entry, null), new Failure("a reason", 3))));
    }

    private void refused(String body) {
      assertEquals(400, inlet.deliver(key, body).status());
    }
  }

  @Nested
  class Others {

    @Test
    void theOtherContactsOfTheAccountStayAsTheyAre() {
      identify(jane, browser);
      identify("joe", "joes-browser");
      send("track", "\"userId\":\"joe\",\"event\":\"e\"");
      String before = contact("joe").body();

      erase(jane);

      assertEquals(before, contact("joe").body());
      assertEquals(1, inlet.admin("GET", path("/events?contact=joe")).at("/events").size());
      assertEquals(2, inlet.admin("GET", path("/deliveries")).at("/deliveries").size());
    }

    @Test
    void theSameIdInAnotherAccountIsSomebodyElse() {
      identify(jane, browser);
      String other = account + "-b";
      String otherKey = inlet.newKey(other);
      String call = "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(jane);
      assertEquals(200, inlet.deliver(otherKey, call).status());
      String path = "/api/accounts/" + other + "/contacts/" + jane;
      String before = inlet.admin("GET", path).body();

      erase(jane);

      assertEquals(before, inlet.admin("GET", path).body());
      assertEquals(404, inlet.admin("GET", "/api/accounts/" + other + "/erasures/1").status());
      assertEquals(200, inlet.deliver(otherKey, call).status());
      assertEquals(before.length(), inlet.admin("GET", path).body().length());
    }

    @Test
    void aUserAndABrowserOfTheSameNameAreTwo() {
      identify(jane, null);
      send("identify", "\"userId\":\"joe\",\"anonymousId\":\"%s\"".formatted(jane));

      erase(jane);

      assertEquals("[\"%s\"]".formatted(jane), contact("joe").at("/anonymousIds").toString());
    }

    @Test
    void whoSharedTheBrowserKeepsTheirCallsWithoutIt() {
      identify(jane, browser);
      send("track", "\"userId\":\"joe\",\"anonymousId\":\"%s\",\"event\":\"e\"".formatted(browser));

      erase(jane);

      JsonNode event = inlet.admin("GET", path("/events")).at("/events/0");
      assertEquals("joe", event.get("userId").asText());
      assertTrue(event.get("anonymousId").isNull());
    }
  }

  @Nested
  class ComingBack {

    @Test
    void aLateRetryChangesNothing() {
      String call = identifyCall(jane, browser, "m1", LONG_AGO);
      inlet.deliver(key, call);
      erase(jane);

      assertEquals(200, inlet.deliver(key, call).status());

      assertGone();
    }

    @Test
    void aReplayWithNewMessageIdsChangesNothing() {
      identify(jane, browser);
      erase(jane);

      identify(jane, browser);
      identify(null, browser);
      send("track", "\"userId\":\"%s\",\"event\":\"e\"".formatted(jane));
      send("page", "\"anonymousId\":\"%s\"".formatted(browser));
      send("group", "\"userId\":\"%s\",\"groupId\":\"g\"".formatted(jane));

      assertGone();
      assertEquals(0, inlet.admin("GET", path("/companies")).at("/companies").size());
    }

    @Test
    void anAliasOrIdentifyCallDoesNotLinkAnErasedBrowser() {
      identify(jane, browser);
      erase(jane);

      send("alias", "\"userId\":\"joe\",\"previousId\":\"%s\"".formatted(browser));
      send("alias", "\"userId\":\"%s\",\"previousId\":\"joes-browser\"".formatted(jane));
      send("identify", "\"userId\":\"joe\",\"anonymous_id\":\"%s\"".formatted(browser));

      assertGone();
      assertEquals("[]", contact("joe").at("/anonymousIds").toString());
    }

    @Test
    void anErasedBrowserIsLeftOutOfTheCallsOfOthers() {
      identify(jane, browser);
      erase(jane);

      send("track", "\"userId\":\"joe\",\"anonymousId\":\"%s\",\"event\":\"e\"".formatted(browser));

      assertEquals(1, inlet.admin("GET", path("/events?contact=joe")).at("/events").size());
      assertGone();
    }

    @Test
    void aLateRefusedCallIsNotedWithoutItsBody() {
      identify(jane, browser);
      erase(jane);

      inlet.deliver(
          key,
          "{\"type\":\"track\",\"userId\":\"%s\",\"timestamp\":\"%s\"}".formatted(jane, LONG_AGO));

      inlet.await(path("/deliveries?status=400"), answer -> answer.at("/deliveries").size() == 1);
      assertGone();
    }

    @Test
    void oneClockBeforeTheErasureIsEnough() {
      identify(jane, browser);
      erase(jane);

      inlet.deliver(
          key,
          """
          {"type":"identify","userId":"%s","timestamp":"%s","sentAt":"%s"}\
          """
              .formatted(jane, Instant.now().plusSeconds(60), LONG_AGO));

      assertGone();
    }

    @Test
    void aCallThatIsLaterByAllItsClocksIsStored() {
      identify(jane, browser);
      erase(jane);

      inlet.deliver(
          key, identifyCall(jane, browser, "back", Instant.now().plusSeconds(1).toString()));

      assertEquals("{\"name\":\"back\"}", contact(jane).at("/traits").toString());
      assertEquals("[\"%s\"]".formatted(browser), contact(jane).at("/anonymousIds").toString());
    }

    @Test
    void whoCameBackCanBeErasedAgain() {
      identify(jane, browser);
      JsonNode first = erase(jane);
      inlet.deliver(
          key, identifyCall(jane, browser, "back", Instant.now().plusMillis(1).toString()));

      JsonNode second = erase(jane);

      assertNotEquals(first.get("id"), second.get("id"));
      assertGone();
      assertEquals(2, inlet.admin("GET", path("/erasures")).at("/erasures").size());
    }

    @Test
    void callsUnderWayAreLeftOutToo() throws Exception {
      int rounds = Extent.of(2, 40);
      int calls = 0;
      for (int round = 0; round < rounds; round++) {
        someone();
        identify(jane, browser);
        calls += eraseUnderFire();
        assertGone();
      }
      Figures.note(
          "erasing",
          "%s: 0 of %d calls sent while their contact was erased came back",
          kind,
          calls);
    }

    private int eraseUnderFire() throws Exception {
      var sent = new AtomicInteger();
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 8; i++) {
          Future<?> unused =
              threads.submit(
                  () -> {
                    for (int call = 0; call < 25; call++) {
                      int number = sent.incrementAndGet();
                      inlet.deliver(key, identifyCall(jane, browser, "fire" + number, LONG_AGO));
                    }
                  });
        }
        RunningInlet.await(sent::get, count -> count > 40);
        erase(jane);
      }
      return sent.get();
    }

    private void assertGone() {
      inlet.await(path("/erasures"), answer -> !answer.body().contains("\"completedAt\":null"));
      RunningInlet.await(() -> everything.columnsWith(jane), Set::isEmpty);
      RunningInlet.await(() -> everything.columnsWith(browser), Set::isEmpty);
      assertEquals(404, contact(jane).status());
      assertEquals(404, contact(browser).status());
    }
  }

  @Nested
  class Asking {

    @Test
    void erasingTwiceGivesTheSameReceipt() {
      identify(jane, browser);
      assertEquals(erase(jane), erase(jane));
      assertEquals(erase(jane), erase(browser));
    }

    @Test
    void aBrowserLeadsToItsUser() {
      identify(jane, browser);
      assertEquals(2, erase(browser).at("/removed/ids").asInt());
    }

    @Test
    void whoOnlyDidThingsCanBeErasedToo() {
      send("track", "\"anonymousId\":\"%s\",\"event\":\"e\"".formatted(browser));
      JsonNode receipt = erase(browser);
      assertEquals(1, receipt.at("/removed/events").asInt());
      assertEquals(0, receipt.at("/removed/contacts").asInt());
    }

    @Test
    void nobodyIsNotFound() {
      identify("joe", null);
      Answer answer = inlet.admin("DELETE", path("/contacts/" + jane));
      assertEquals(404, answer.status());
      assertEquals(
          "Account %s has no contact %s".formatted(account, jane), answer.at("/message").asText());
      assertEquals(404, inlet.admin("DELETE", "/api/accounts/nobody/contacts/joe").status());
      assertEquals(200, contact("joe").status());
    }

    @Test
    void aReceiptOfAnotherAccountIsNotFound() {
      identify(jane, null);
      String id = erase(jane).get("id").asText();
      inlet.newAccount(account + "-b");
      String other = "/api/accounts/" + account + "-b/erasures";
      assertEquals(404, inlet.admin("GET", other + "/" + id).status());
      assertEquals(0, inlet.admin("GET", other).at("/erasures").size());
      assertEquals(404, inlet.admin("GET", path("/erasures/none")).status());
    }
  }

  private JsonNode erase(String id) {
    Answer answer = inlet.admin("DELETE", path("/contacts/" + id));
    assertEquals(200, answer.status(), answer::toString);
    String receipt = path("/erasures/" + answer.at("/id").asText());
    return inlet.await(receipt, now -> !now.at("/completedAt").isNull()).json();
  }

  private void identify(String userId, String anonymousId) {
    String call = identifyCall(userId, anonymousId, "m" + NUMBER.incrementAndGet(), LONG_AGO);
    assertEquals(2, inlet.deliver(key, call).status() / 100);
    settle();
  }

  private static String identifyCall(
      String userId, String anonymousId, String messageId, String time) {
    return """
           {"type":"identify","userId":%s,"anonymousId":%s,"messageId":"%s","timestamp":"%s",\
           "traits":{"name":"%s"}}\
           """
        .formatted(quoted(userId), quoted(anonymousId), messageId, time, messageId);
  }

  private static String quoted(String text) {
    return text == null ? null : "\"" + text + "\"";
  }

  /** Sends a call that happened long ago. */
  private void send(String type, String members) {
    String call =
        "{\"type\":\"%s\",\"messageId\":\"m%d\",\"timestamp\":\"%s\",%s}"
            .formatted(type, NUMBER.incrementAndGet(), LONG_AGO, members);
    assertEquals(2, inlet.deliver(key, call).status() / 100, call);
    settle();
  }

  /** A busy machine may answer 202; what follows here needs the call processed. */
  private void settle() {
    RunningInlet.await(
        () -> inlet.console("GET", "/prometheus", null),
        answer -> answer.body().contains("\ninlet_processor_lag 0.0"));
  }

  private Answer contact(String id) {
    return inlet.admin("GET", path("/contacts/" + id));
  }

  private String path(String rest) {
    return "/api/accounts/" + account + rest;
  }
}
