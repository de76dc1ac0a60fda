package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators ask for is answered at once, however much there is. */
@OnEveryDatabase
@NullUnmarked
class FastReadersIT {
  private static final int CONTACTS = Extent.of(2_000, 1_000_000);
  private static final int EVENTS = Extent.of(2_000, 100_000);
  private static final int LINKED = Extent.of(2_000, 100_000);
  private static final int ASKED = Extent.of(3, 40);

  private static final String NOBODY = "nobody-is-called-so";
  private static final long HEAVY = 2_000_000;
  private static final long MANY = 3_000_000;

  private static InletProcess inlet;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void fill(DatabaseKind kind, @TempDir Path folder) throws Exception {
    Map<String, Object> place = kind.fresh(folder);
    Stores.open(place).close();
    String account = InletProcess.ACCOUNT;
    new ManyRows(place)
        .makeRoom()
        .people(account, 1, CONTACTS, "CONCAT('u:', x)", "'[]'")
        .contacts(account, 1, CONTACTS)
        .people(account, HEAVY, 1, "'u:heavy'", "'[]'")
        .contacts(account, HEAVY, 1)
        .activities("event", account, "'u:heavy'", "x", EVENTS, "'{}'")
        .activities("page_view", account, "'u:heavy'", "x", EVENTS, "'{}'")
        .people(account, MANY, 1, "'u:many'", "'[]'")
        .contacts(account, MANY, 1)
        .people(account, MANY + 1, LINKED, "CONCAT('a:', x)", "'[]'")
        .links(MANY, MANY + 1, LINKED)
        .activities("event", account, "CONCAT('a:', x)", "x + 200000", LINKED, "'{}'")
        .members(account, "big", CONTACTS, "CONCAT('u:', x)")
        .members(account, "anonymous", LINKED, "CONCAT('a:', x)")
        .analyzed();
    inlet = new InletProcess(folder, place);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    inlet.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/contacts",
        "/contacts?q=u:1",
        "/contacts?q=" + NOBODY,
        "/contacts?q=" + NOBODY + "@example.com",
        "/contacts?email=" + NOBODY,
        "/contacts/heavy",
        "/contacts/many",
        "/events",
        "/events?contact=heavy",
        "/events?contact=heavy&event=e",
        "/events?contact=heavy&event=" + NOBODY,
        "/events?contact=many",
        "/pages?contact=heavy",
        "/companies",
        "/companies?contact=many",
        "/companies/big",
        "/companies/anonymous",
        "/deliveries",
      })
  void isAnswered(String path) {
    double[] millis = new double[ASKED];
    int bytes = 0;
    for (int i = -1; i < ASKED; i++) {
      long start = System.nanoTime();
      HttpResponse<String> answer = inlet.ask(path);
      assertEquals(200, answer.statusCode(), answer::body);
      bytes = answer.body().length();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    double p95 = millis[(int) (ASKED * 0.95)];
    Figures.note(
        "fast readers",
        "%s, %,d contacts and members, %,d events of one, %,d ids of one: %s p95 %.1f ms, p50 %.1f"
            + " (%,d characters)",
        kind,
        CONTACTS,
        EVENTS,
        LINKED,
        path,
        p95,
        millis[ASKED / 2],
        bytes);
  }
}
