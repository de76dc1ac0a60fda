package dev.inlet.admin.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the audit log tells of who changed or erased what. */
@NullUnmarked
class AuditIT {
  @Given private static RunningInlet inlet;

  private String account;

  @BeforeEach
  void account() {
    account = inlet.newAccount();
  }

  private JsonNode entries(String query) {
    Answer answer = inlet.admin("GET", "/api/audit?account=" + account + query);
    assertEquals(200, answer.status(), answer::toString);
    return answer.at("/audit");
  }

  private void suspend(boolean suspended) {
    inlet.admin("PATCH", "/api/accounts/" + account, "{\"suspended\":" + suspended + "}");
  }

  @Nested
  class Lists {

    @Test
    void newestStandsFirstWithWhoAndWhat() {
      suspend(true);

      JsonNode newest = entries("").get(0);

      assertEquals("account.suspended", newest.at("/action").asText());
      assertEquals(account, newest.at("/subject").asText());
      assertEquals("user", newest.at("/actor/kind").asText());
      assertEquals("admin", newest.at("/actor/name").asText());
      assertEquals("{\"name\":\"" + account + "\"}", newest.at("/details").toString());
    }

    @Test
    void aPageEndsWhereTheNextBegins() {
      suspend(true);
      suspend(false);

      Answer first = inlet.admin("GET", "/api/audit?limit=2&account=" + account);
      JsonNode second = entries("&cursor=" + first.at("/nextCursor").asText());

      assertEquals(List.of("account.resumed", "account.suspended"), actions(first.at("/audit")));
      assertEquals(List.of("account.created"), actions(second));
    }

    @Test
    void theyAreFilteredByActionActorAndTime() {
      suspend(true);
      inlet.newKey(account);

      assertEquals(List.of("key.issued"), actions(entries("&action=key")));
      assertEquals(List.of("account.suspended"), actions(entries("&action=account.suspended")));
      assertEquals(3, entries("&actor=admin").size());
      assertEquals(0, entries("&actor=nobody").size());
      assertEquals(3, entries("&after=2026-03-01T12:00:00Z").size());
      assertEquals(0, entries("&after=2999-03-01T12:00:00Z").size());
    }

    @Test
    void whatCannotBeLookedForIsRefused() {
      for (String query : List.of("after=yesterday", "action=%25", "limit=0", "cursor=x")) {
        assertEquals(400, inlet.admin("GET", "/api/audit?" + query).status(), query);
      }
      assertEquals(
          "action must be one that there is, such as key.revoked, or key for all that is done to"
              + " keys: not key.eaten",
          refusal("/api/audit?action=key.eaten"));
      assertEquals(
          "Unknown parameter acount: did you mean account?",
          refusal("/api/audit?acount=" + account));
      assertEquals(
          "Unknown parameter limit: there are after, account, actor, action",
          refusal("/api/audit.csv?limit=1"));
      assertEquals(
          "Unknown parameter limit: there are after, account, actor, action",
          refusal("/api/audit.ndjson?limit=1"));
    }

    private String refusal(String path) {
      Answer answer = inlet.admin("GET", path);
      assertEquals(400, answer.status(), path);
      return answer.message();
    }

    private List<String> actions(JsonNode entries) {
      return entries.findValuesAsText("action");
    }
  }

  @Nested
  class Files {

    @Test
    void csvHasARowForEachEntry() {
      suspend(true);

      Answer file = inlet.admin("GET", "/api/audit.csv?account=" + account);

      assertEquals("text/csv;charset=utf-8", file.header("Content-Type").orElseThrow());
      String[] lines = file.body().split("\r\n");
      assertEquals(4, lines.length);
      assertTrue(lines[0].startsWith("\"id\",\"at\",\"actorKind\",\"actor\""), lines[0]);
      assertTrue(lines[1].contains("\"list.exported\",\"" + account), "itself: " + lines[1]);
      assertTrue(lines[2].contains("\"admin\",\"127.0.0.1\",\"account.suspended\""), lines[2]);
    }

    @Test
    void ndjsonHasAnObjectInEachLine() {
      suspend(true);

      Answer file = inlet.admin("GET", "/api/audit.ndjson?action=account&account=" + account);

      assertEquals("application/x-ndjson", file.header("Content-Type").orElseThrow());
      List<String> lines = file.body().lines().toList();
      assertEquals(2, lines.size());
      assertEquals(entries("&action=account").get(0).toString(), lines.getFirst());
    }
  }

  @Nested
  class Entries {

    @Test
    void nothingIsNotedOfWhatWasRefused() {
      int before = entries("").size();

      inlet.admin("PATCH", "/api/accounts/" + account, "{\"name\":\"\"}");
      inlet.admin("DELETE", "/api/accounts/" + account + "/contacts/nobody");
      inlet.admin("DELETE", "/api/accounts/" + account + "/keys/none");
      inlet.admin("POST", "/api/accounts", "{\"id\":\"%s\",\"name\":\"n\"}".formatted(account));

      assertEquals(before, entries("").size());
    }

    @Test
    void anErasedPersonIsKnownByTheReceiptAlone() {
      String key = inlet.newKey(account);
      inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"ada-lovelace\"}");

      Answer receipt = inlet.admin("DELETE", "/api/accounts/" + account + "/contacts/ada-lovelace");
      inlet.admin("DELETE", "/api/accounts/" + account + "/contacts/ada-lovelace");

      JsonNode erased = entries("&action=contact.erased");
      assertEquals(1, erased.size());
      assertEquals(receipt.at("/id"), erased.get(0).at("/subject"));
      assertFalse(entries("").toString().contains("ada-lovelace"));
    }

    @Test
    void keysAreNeverInIt() {
      String key = inlet.newKey(account);

      assertFalse(entries("").toString().contains(key));
    }

    @Test
    void whatFailsHalfwayIsNotNotedAndNotDone() {
      AuditLog log = inlet.context().getBean(AuditLog.class);
      try {
        log.noting(
            () -> {
              log.note(Deed.in(account, Action.ACCOUNT_RENAMED, account));
              throw new IllegalStateException("halfway");
            },
            done -> null);
      } catch (IllegalStateException e) {
        assertEquals("halfway", e.getMessage());
      }

      assertEquals(1, entries("").size());
    }
  }
}
