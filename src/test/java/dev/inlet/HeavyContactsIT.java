package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Contacts that hold as many traits as can be, in a heap of 256 MB that they would fill. */
@OnEveryDatabase
@NullUnmarked
class HeavyContactsIT {
  private static final int CONTACTS = Extent.of(40, 200);
  private static final int CHARACTERS = 990_000;

  /** Of one user, who is no contact in the list of the others. */
  private static final int LINKED = Extent.of(40, 200);

  private static final long USER = 10_000;
  private static final int LARGEST_PAGE = 3_000_000;

  private static InletProcess inlet;
  private static Path folder;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void fill(DatabaseKind kind, @TempDir Path folder) throws Exception {
    HeavyContactsIT.folder = folder;
    Map<String, Object> place = kind.fresh(folder);
    Stores.open(place).close();
    String account = InletProcess.ACCOUNT;
    new ManyRows(place)
        .people(account, 1, CONTACTS, "CONCAT('u:', x)", ManyRows.trait("big", CHARACTERS))
        .contacts(account, 1, CONTACTS)
        .people(account, USER, 1, "'u:many'", "'[]'")
        .people(account, USER + 1, LINKED, "CONCAT('a:', x)", ManyRows.trait("big", CHARACTERS))
        .links(USER, USER + 1, LINKED);
    inlet = new InletProcess(folder, place);
  }

  @AfterEach
  void theHeapHasSufficed() {
    assertFalse(inlet.log().contains("OutOfMemoryError"), () -> "see " + folder);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    inlet.close();
  }

  @Test
  void allOfThemAreListedInPagesThatEndEarly() throws Exception {
    var ids = new ArrayList<String>();
    int pages = 0;
    int largest = 0;
    String cursor = "";
    while (cursor != null) {
      HttpResponse<String> answer = inlet.ask("/contacts?limit=200" + cursor);
      assertEquals(200, answer.statusCode(), answer::body);
      JsonNode page = new JsonMapper().readTree(answer.body());
      page.get("contacts").forEach(contact -> ids.add(contact.get("id").asText()));
      pages++;
      largest = Math.max(largest, answer.body().length());
      cursor =
          page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asText();
    }
    assertEquals(newestFirst(), ids);
    assertTrue(largest < LARGEST_PAGE, "a page of " + largest);
    Figures.note(
        "large lists",
        "%s, -Xmx256m: %d contacts of 1 MB of traits each in %d pages, the largest of %,d bytes",
        kind,
        CONTACTS,
        pages,
        largest);
  }

  @Test
  void theyAreExportedToSomebodyWhoReadsSlowly() throws Exception {
    HttpResponse<java.io.InputStream> answer = inlet.open("/contacts.csv");
    assertEquals(200, answer.statusCode());
    var ids = new ArrayList<String>();
    try (var reader =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        ids.add(line.substring(1, line.indexOf("\",")));
        assertTrue(line.length() > CHARACTERS, () -> "a line that breaks off");
        Thread.sleep(20);
      }
    }
    assertEquals(newestFirst(), ids);
  }

  @Test
  void severalPeopleMayAskAtTheSameTime() throws Exception {
    var threads = new ArrayList<Thread>();
    var statuses = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> statuses.add(inlet.ask("/contacts?limit=200").statusCode())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(200, 200, 200, 200), List.copyOf(statuses));
  }

  @Test
  void aUserWithManySuchIdsIsShown() throws Exception {
    HttpResponse<String> answer = inlet.ask("/contacts/many");
    assertEquals(200, answer.statusCode(), answer::body);
    JsonNode contact = new JsonMapper().readTree(answer.body());
    assertEquals(LINKED, contact.get("anonymousIds").size());
    assertEquals(CHARACTERS, contact.at("/traits/big").asText().length());
  }

  private static List<String> newestFirst() {
    return IntStream.range(0, CONTACTS)
        .map(i -> CONTACTS - 1 - i)
        .mapToObj(Integer::toString)
        .toList();
  }
}
