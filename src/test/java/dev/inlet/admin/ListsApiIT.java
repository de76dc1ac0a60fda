package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists by the admin API: their order, their length, and as files. */
@NullUnmarked
class ListsApiIT {
  @Given private static RunningInlet inlet;

  private String lists;

  @BeforeEach
  void fill() {
    String account = inlet.newAccount();
    String key = inlet.newKey(account);
    lists = "/api/accounts/" + account;
    for (String name : List.of("Łukasz", "Ada", "=1+1")) {
      send(key, "identify", name, "\"traits\":{\"name\":\"%s\"}".formatted(name));
      send(key, "track", name, "\"event\":\"Event of %s\"".formatted(name));
      send(key, "page", name, "\"name\":\"Page of %s\"".formatted(name));
      send(
          key,
          "group",
          name,
          "\"groupId\":\"g-%1$s\",\"traits\":{\"name\":\"%1$s\"}".formatted(name));
    }
  }

  private void send(String key, String type, String userId, String more) {
    String call = "{\"type\":\"%s\",\"userId\":\"%s\",%s}".formatted(type, userId, more);
    assertEquals(200, inlet.deliver(key, call).status());
  }

  private Answer get(String path) {
    return inlet.admin("GET", lists + path);
  }

  private String refusal(String path) {
    Answer answer = get(path);
    assertEquals(400, answer.status(), path);
    return answer.message();
  }

  @Test
  void theyAreReadFromEitherEnd() {
    assertEquals("=1+1", get("/contacts").at("/contacts/0/id").asText());
    assertEquals("Łukasz", get("/contacts?order=oldest").at("/contacts/0/id").asText());
    assertEquals("g-Łukasz", get("/companies?order=oldest").at("/companies/0/groupId").asText());
    Answer first = get("/events?order=oldest&limit=2");
    assertEquals("Event of Łukasz", first.at("/events/0/event").asText());
    Answer second = get("/events?order=oldest&limit=2&cursor=" + first.at("/nextCursor").asText());
    assertEquals("Event of =1+1", second.at("/events/0/event").asText());
    assertTrue(second.at("/nextCursor").isNull());
    assertEquals("Page of Łukasz", get("/pages?order=oldest").at("/pages/0/name").asText());
    assertEquals("order must be newest or oldest", refusal("/contacts?order=up"));
    assertEquals("order must be newest or oldest", refusal("/contacts?order="));
    assertEquals(
        "What one contact did has the newest first: leave order out",
        refusal("/events?order=oldest&contact=Ada"));
  }

  @Test
  void timesNarrowThem() {
    assertEquals(3, get("/events?from=2026-01-01&to=2999-01-01").at("/events").size());
    assertEquals(0, get("/events?to=2020-01-01T12:00:00Z").at("/events").size());
    assertEquals(0, get("/pages?from=2999-01-01").at("/pages").size());
    for (String list : List.of("events", "pages", "deliveries", "totals")) {
      assertEquals(
          "from must not be later than to",
          refusal("/" + list + "?from=2026-03-02&to=2026-03-01T23:59:59Z"));
      assertEquals(200, get("/" + list + "?from=2026-03-02&to=2026-03-02").status());
    }
    assertTrue(refusal("/events?from=yesterday").startsWith("from must be a time such as"));
    assertTrue(refusal("/pages?to=noon").startsWith("to must be a time such as"));
  }

  @Test
  void theyTellHowLongTheyAre() {
    String counted = "{\"count\":3,\"exact\":true}";
    assertEquals(
        "{\"contacts\":%1$s,\"companies\":%1$s,\"events\":%1$s,\"pages\":%1$s}".formatted(counted),
        get("/totals").body());
    assertEquals(0, get("/totals?to=2020-01-01").at("/events/count").asInt());
  }

  @Test
  void filesHoldWhatIsFoundAndNothingThatASpreadsheetWouldRun() {
    assertEquals(4, rows("/events.csv"));
    assertEquals(2, rows("/events.csv?event=Event%20of%20Ada"));
    assertEquals(2, rows("/events.csv?contact=Ada"));
    assertEquals(1, rows("/events.csv?to=2020-01-01"));
    assertEquals(2, rows("/pages.csv?name=Page%20of%20Ada"));
    assertEquals(2, rows("/companies.csv?q=lukasz"));
    assertEquals(2, rows("/contacts.csv?q=lukasz"));
    assertTrue(get("/companies.csv").body().contains("\"'=1+1\""));
    assertTrue(get("/events.csv").body().contains("\"'=1+1\""));
    assertTrue(get("/pages.csv").body().contains("\"'=1+1\""));
    assertTrue(
        get("/events.csv").body().startsWith("\"storedAt\",\"timestamp\",\"event\",\"contact\""));
    assertEquals(
        "attachment; filename=\"events-%s.csv\"".formatted(lists.replaceFirst(".*/", "")),
        get("/events.csv").header("Content-Disposition").orElseThrow());
  }

  private int rows(String path) {
    Answer file = get(path);
    assertEquals(200, file.status(), path);
    return file.body().split("\r\n").length;
  }

  @Test
  void whoExportsIsNotedButNotWhatTheyLookedFor() {
    String account = lists.replaceFirst(".*/", "");
    for (String list : List.of("contacts", "companies", "events", "pages")) {
      String filter = list.equals("events") ? "?contact=Ada" : "";
      get("/" + list + ".csv" + filter);
      Answer noted = inlet.admin("GET", "/api/audit?limit=1&account=" + account);
      assertEquals("list.exported", noted.at("/audit/0/action").asText());
      assertEquals(list, noted.at("/audit/0/subject").asText());
      assertEquals(
          filter.isEmpty() ? "{\"which\":\"all\"}" : "{\"which\":\"some\"}",
          noted.at("/audit/0/details").toString());
    }
  }
}
