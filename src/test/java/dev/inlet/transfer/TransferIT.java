package dev.inlet.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.command.Shell;
import dev.inlet.command.Shell.Ended;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** An account goes from one Inlet to another as a file. */
@OnEveryDatabase
@NullUnmarked
class TransferIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameter DatabaseKind kind;
  @Given RunningInlet inlet;
  @TempDir Path folder;
  private Shell shell;
  private Path file;

  /** The account that is exported, and one that nothing is in yet. */
  private String from;

  private String to;

  @BeforeEach
  void accounts() {
    shell =
        new Shell(
            Map.of(
                "INLET_CONSOLE_PORT",
                Integer.toString(inlet.consolePort()),
                "INLET_ADMIN_PASSWORD",
                RunningInlet.ADMIN_PASSWORD));
    from = inlet.newAccount();
    to = inlet.newAccount();
    file = folder.resolve("account.ndjson");
  }

  private Ended done(String... arguments) {
    Ended ended = shell.run(arguments);
    assertEquals(0, ended.code(), ended::toString);
    return ended;
  }

  private void export() {
    done("export", "--account", from, file.toString());
  }

  private JsonNode imported() throws Exception {
    return JSON.readTree(
        done("import", "--account", to, "--json", file.toString()).out().getLast());
  }

  private static String call(String type, String messageId, String rest) {
    return "{\"type\":\"%s\",\"messageId\":\"%s\",%s}".formatted(type, messageId, rest);
  }

  private void send(String account, String... calls) {
    String key = inlet.newKey(account);
    for (String call : calls) {
      assertEquals(200, inlet.deliver(key, call).status(), call);
    }
  }

  private static String at(int day) {
    return "\"timestamp\":\"2026-01-%02dT12:00:00.123Z\"".formatted(day);
  }

  private void fill(String account) {
    send(
        account,
        call(
            "identify",
            "i1",
            "\"anonymousId\":\"browser\",\"traits\":{\"plan\":\"free\",\"mail\":null}," + at(1)),
        call(
            "identify",
            "i2",
            "\"userId\":\"ann\",\"anonymousId\":\"browser\",\"traits\":{\"email\":\"ann@example.com\","
                + "\"firstName\":\"Ann\",\"n\":9007199254740993,\"list\":[1, 2.50,\\n\"ü\"]},"
                    .replace("\\n", "\n")
                + at(2)),
        call("identify", "i3", "\"userId\":\"bob\",\"traits\":{\"plan\":\"pro\"}," + at(3)),
        call(
            "group",
            "g1",
            "\"userId\":\"bob\",\"groupId\":\"corp\",\"traits\":{\"name\":\"Corp\",\"employees\":7},"
                + at(4)),
        call("group", "g2", "\"anonymousId\":\"browser\",\"groupId\":\"corp\"," + at(5)),
        call(
            "track",
            "t1",
            "\"userId\":\"ann\",\"event\":\"Bought\",\"properties\":{\"revenue\":\"19.90 €\","
                + "\"value\":5},"
                + at(6)),
        call("track", "t2", "\"anonymousId\":\"stranger\",\"event\":\"Looked\"," + at(7)),
        call(
            "page",
            "p1",
            "\"anonymousId\":\"browser\",\"name\":\"Home\",\"properties\":{\"path\":\"/\","
                + "\"keywords\":[\"a\"]},"
                + at(8)));
  }

  /** All there is of an account, as the admin API shows it, in an order of its own. */
  private List<String> all(String account) {
    var all = new ArrayList<String>();
    for (String list : List.of("contacts", "companies", "events", "pages")) {
      List<String> items = new ArrayList<>();
      inlet.all(account, list).forEach(item -> items.add(item.toString()));
      if (list.equals("contacts")) {
        items.sort(Comparator.naturalOrder()); // those known first last, and that is not exported
      }
      all.addAll(items);
    }
    for (String id : List.of("ann", "bob")) {
      all.add(contact(account, id, "/traits").body().replace("\n", " "));
    }
    all.add(inlet.admin("GET", "/api/accounts/" + account + "/companies/corp").body());
    return all;
  }

  private Answer contact(String account, String id, String more) {
    return inlet.admin("GET", "/api/accounts/%s/contacts/%s%s".formatted(account, id, more));
  }

  private String end(String account) {
    return inlet
        .admin("GET", "/api/accounts/" + account + "/changes?after=now")
        .at("/next")
        .asText();
  }

  private List<String> changes(String account) {
    var types = new ArrayList<String>();
    inlet
        .admin("GET", "/api/accounts/" + account + "/changes?limit=200")
        .at("/changes")
        .forEach(change -> types.add(change.at("/type").asText()));
    return types;
  }

  @Test
  void whatIsExportedComesBackAsItWasAndIsToldOf() throws Exception {
    fill(from);

    export();
    JsonNode came = imported();

    assertEquals(all(from), all(to));
    assertEquals(0, came.at("/refused").asInt());
    assertEquals(Files.readAllLines(file).size(), came.at("/lines").asInt());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    List<String> told = changes(to);
    assertEquals(came.at("/changes").asInt(), told.size());
    for (String type :
        List.of(
            "contact.updated",
            "contact.merged",
            "company.updated",
            "membership.added",
            "event.received",
            "page.received")) {
      assertTrue(told.contains(type), type);
    }
  }

  @Test
  void sameFileTwiceChangesNothing() throws Exception {
    fill(from);
    export();
    imported();
    List<String> before = all(to);
    int told = changes(to).size();

    JsonNode again = imported();

    assertEquals(0, again.at("/changes").asInt());
    assertEquals(before, all(to));
    assertEquals(told, changes(to).size());
    done("import", "--account", from, file.toString());
    assertEquals(before, all(from), "into where it came from");
  }

  @Test
  void mergesWithLiveCallsByTheirClocksInAnyOrder() throws Exception {
    fill(from);
    export();
    String newer =
        call("identify", "x1", "\"userId\":\"bob\",\"traits\":{\"plan\":\"max\"}," + at(9));
    String older =
        call("identify", "x2", "\"userId\":\"ann\",\"traits\":{\"firstName\":\"A\"}," + at(1));
    String other = inlet.newAccount();

    send(to, newer, older);
    imported();
    done("import", "--account", other, file.toString());
    send(other, newer, older);

    assertEquals(all(to), all(other));
    assertEquals("max", contact(to, "bob", "").at("/traits/plan").asText());
    assertEquals("Ann", contact(to, "ann", "").at("/traits/firstName").asText());
  }

  @Test
  void callThatTheOtherInletHasStoredIsStoredOnceWhenItComesHere() throws Exception {
    String now = Instant.now().minusSeconds(60).toString();
    String track =
        call("track", "again", "\"userId\":\"ann\",\"event\":\"e\",\"timestamp\":\"" + now + "\"");
    String direct = call("track", "sdk", "\"userId\":\"ann\",\"event\":\"e\"");
    send(from, track);
    String sdkKey = inlet.newKey(from, Sender.TRACKING);
    sendBySdk(sdkKey, direct);
    export();
    imported();

    send(to, track);
    sendBySdk(inlet.newKey(to, Sender.TRACKING), direct);
    send(to, call("track", "new", "\"userId\":\"ann\",\"event\":\"e\""));

    List<String> messages = new ArrayList<>();
    inlet.all(to, "events").forEach(event -> messages.add(event.at("/messageId").asText()));
    assertEquals(List.of("new", "sdk", "again"), messages);
    assertEquals(0, imported().at("/changes").asInt());
  }

  private void sendBySdk(String key, String call) {
    assertEquals(200, inlet.post("/v1/track", call.getBytes(UTF_8), RunningInlet.as(key)).status());
  }

  @Test
  void wrongLinesAreNamedAndNothingOfThemIsStored() throws Exception {
    String good = "{\"record\":\"membership\",\"userId\":\"u\",\"groupId\":\"g\"}";
    String company =
        "{\"record\":\"company\",\"groupId\":\"g\",\"firstSeenAt\":\"2026-01-01T00:00:00Z\","
            + "\"lastSeenAt\":\"2026-01-01T00:00:00Z\"}";
    String large = '"' + "x".repeat(600_000) + '"';
    String person =
        "{\"record\":\"contact\",\"userId\":\"u\",\"firstIdentifiedAt\":\"2026-01-01T00:00:00Z\","
            + "\"lastIdentifiedAt\":\"2026-01-01T00:00:00Z\",\"traits\":{\"%s\":{\"value\":%s,"
            + "\"at\":\"2026-01-01T00:00:00Z\",\"messageId\":\"m-%s\"}}}";
    Files.write(
        file,
        List.of(
            company,
            "not JSON",
            "",
            good,
            good.replace("\"g\"", "\"nobody's\""),
            person.formatted("a", large, "a"),
            person.formatted("b", large, "b")));

    Ended ended = shell.run("import", "--account", to, file.toString());

    assertEquals(1, ended.code());
    List<String> told = ended.err().stream().filter(line -> line.startsWith("line ")).toList();
    assertEquals(3, told.size(), ended::toString);
    assertTrue(told.get(0).startsWith("line 2: It is not valid JSON"), told::toString);
    assertTrue(told.get(1).startsWith("line 5: There is no company"), told::toString);
    assertTrue(told.get(2).startsWith("line 7: Its contact would hold more"), told::toString);
    assertTrue(ended.err().getLast().contains("3 of 6 lines were refused"), ended::toString);
    assertEquals(1, inlet.all(to, "companies").size());
    assertEquals(List.of("a"), names(contact(to, "u", "").at("/traits")));
    assertEquals(1, contact(to, "u", "").at("/companies").size());
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void fileThatBreaksOffIsSaidAndCanBeTakenInWhole() throws Exception {
    fill(from);
    export();
    List<String> lines = Files.readAllLines(file);
    Path half = folder.resolve("half.ndjson");
    Files.write(half, lines.subList(0, lines.size() - 3));

    Ended ended = shell.run("import", "--account", to, half.toString());
    assertEquals(1, ended.code());
    assertTrue(ended.err().getLast().contains("is not whole"), ended::toString);

    int after = lines.size() - 3;
    done("import", "--account", to, "--after", Integer.toString(after), file.toString());
    assertEquals(all(from), all(to));
    assertEquals(0, imported().at("/changes").asInt());
  }

  @Test
  void whoWasErasedIsNotBroughtBack() throws Exception {
    fill(from);
    send(
        from,
        call("track", "both", "\"userId\":\"bob\",\"anonymousId\":\"browser\",\"event\":\"e\""));
    export();
    fill(to);
    assertEquals(200, inlet.admin("DELETE", path("/contacts/ann")).status());
    awaitErasures();

    JsonNode came = imported();

    assertTrue(came.at("/leftOut").asInt() > 0, came::toString);
    assertEquals(404, contact(to, "ann", "").status());
    assertEquals(404, contact(to, "browser", "").status());
    inlet
        .all(to, "events")
        .forEach(event -> assertTrue(event.at("/anonymousId").asText().matches("null|stranger")));
    assertTrue(inlet.all(to, "events").toString().contains("\"both\""));
  }

  /** Somebody who did something and was never identified, and who came back by an import. */
  @Test
  void whoWasErasedAndIsImportedSinceCanBeErasedAgain() throws Exception {
    send(to, call("track", "before", "\"anonymousId\":\"guest\",\"event\":\"e\"," + at(1)));
    assertEquals(200, inlet.admin("DELETE", path("/contacts/guest")).status());
    awaitErasures();
    send(from, call("track", "since", "\"anonymousId\":\"guest\",\"event\":\"e\""));
    export();
    imported();
    assertEquals(1, inlet.all(to, "events").size());

    assertEquals(200, inlet.admin("DELETE", path("/contacts/guest")).status());

    assertEquals(0, inlet.all(to, "events").size());
    assertEquals(2, inlet.all(to, "erasures").size());
  }

  @Test
  void whatWasImportedIsErasedWithThePerson() throws Exception {
    fill(from);
    send(
        from,
        call("track", "both", "\"userId\":\"bob\",\"anonymousId\":\"browser\",\"event\":\"e\""));
    export();
    imported();

    assertEquals(200, inlet.admin("DELETE", path("/contacts/ann")).status());
    awaitErasures();

    String left = inlet.all(to, "events").toString() + inlet.all(to, "pages");
    assertFalse(left.contains("browser"), left);
    assertFalse(left.contains("\"ann\""), left);
    assertTrue(left.contains("\"both\""), left);
    assertEquals(404, contact(to, "ann", "").status());
  }

  @Test
  void waitsForAnErasureThatIsUnderWay() throws Exception {
    fill(from);
    export();
    fill(to);
    assertEquals(200, inlet.admin("DELETE", path("/contacts/ann")).status());
    awaitErasures();
    var everything = new Everything(inlet.place());
    String completed =
        "UPDATE erasure SET completed_at = erased_at WHERE account_id = '" + to + "'";
    everything.execute(completed.replace("= erased_at", "= NULL"));
    try {
      Answer answer = inlet.admin("POST", path("/import"), "{}");
      Ended ended = shell.run("import", "--account", to, file.toString());

      assertEquals(409, answer.status());
      assertEquals(1, ended.code());
      assertTrue(ended.err().getLast().contains("erasure is under way"), ended::toString);
    } finally {
      everything.execute(completed);
    }
    imported();
  }

  private String path(String rest) {
    return "/api/accounts/" + to + rest;
  }

  private void awaitErasures() {
    inlet.await(path("/erasures"), answer -> !answer.body().contains("\"completedAt\":null"));
  }

  @Test
  void bothAreNotedAndTheImportOnce() throws Exception {
    fill(from);
    export();
    imported();
    imported();

    assertEquals(List.of("account.exported", "account.created"), actions(from));
    assertEquals(List.of("account.imported", "account.created"), actions(to));
  }

  private List<String> actions(String account) {
    var actions = new ArrayList<String>();
    inlet
        .admin("GET", "/api/audit?action=account&account=" + account)
        .at("/audit")
        .forEach(entry -> actions.add(entry.at("/action").asText()));
    return actions;
  }

  @Test
  void whatIsAskedForWronglyIsRefused() throws Exception {
    assertEquals(404, inlet.admin("GET", "/api/accounts/nobody/export.ndjson").status());
    assertEquals(404, inlet.admin("POST", "/api/accounts/nobody/import", "{}").status());
    assertEquals(400, inlet.admin("POST", path("/import?line=0"), "{}").status());
    assertEquals(400, inlet.admin("POST", path("/import?line=x"), "{}").status());
    assertEquals(400, inlet.admin("POST", path("/import"), "").status());
    assertEquals(400, zipped("zstd", new byte[0]).status());
    assertEquals(400, zipped("gzip", "no gzip".getBytes(UTF_8)).status());
    assertEquals(400, zipped("gzip", zip((4 << 20) + 1)).status());
    assertEquals(200, zipped("gzip", zip(4 << 20)).status(), "blank lines");

    assertEquals(1, shell.run("export", "--account", "nobody", file.toString()).code());
    assertFalse(Files.exists(file));
    Files.writeString(file, "");
    assertEquals(1, shell.run("export", "--account", from, file.toString()).code());
    assertEquals(1, shell.run("import", "--account", "nobody", file + "x").code());
    assertEquals(2, shell.run("import", file.toString()).code());
  }

  @Test
  void fileThatIsNoSuchExportIsRefusedWhole() throws Exception {
    fill(from);
    export();
    String text = Files.readString(file);
    assertRefused(text.replaceFirst("\"format\":1", "\"format\":2"), 1, "another format than 1");
    Answer ofApi =
        inlet.admin("POST", path("/import"), text.replaceFirst("\"format\":1", "\"format\":2"));
    assertEquals(400, ofApi.status());
    assertTrue(ofApi.message().contains("another format than 1"), ofApi::message);
    assertRefused("", 1, "has 0 lines: nothing was imported");
    assertRefused(text, 1, "lines: nothing was imported", "--after", "999999");
    assertRefused(text, 2, "--after must be 0 or more", "--after=-1");
    assertEquals(0, inlet.all(to, "contacts").size());
  }

  private void assertRefused(String text, int code, String message, String... more)
      throws Exception {
    Path bent = Files.writeString(folder.resolve("bent.ndjson"), text);
    List<String> words = new ArrayList<>(List.of("import", "--account", to, bent.toString()));
    words.addAll(List.of(more));
    Ended ended = shell.run(words.toArray(String[]::new));
    assertEquals(code, ended.code(), ended::toString);
    assertTrue(ended.err().getLast().contains(message), ended::toString);
  }

  private Answer zipped(String coding, byte[] body) {
    return inlet.console(
        "POST",
        path("/import"),
        body,
        "Authorization",
        "Bearer " + RunningInlet.ADMIN_PASSWORD,
        "Content-Encoding",
        coding);
  }

  private static byte[] zip(int blanks) throws Exception {
    return zip(" ".repeat(blanks).getBytes(UTF_8));
  }

  private static byte[] zip(byte[] text) throws Exception {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(text);
    }
    return zipped.toByteArray();
  }

  @Test
  void linesGoThroughAPipeAndMayBeZipped() throws Exception {
    fill(from);
    Ended exported = done("export", "--account", from, "-");
    assertFalse(Files.exists(Path.of("-")));
    byte[] lines = (exported.text() + "\n").getBytes(UTF_8);

    Ended imported = shell.run(new ByteArrayInputStream(lines), "import", "--account", to, "-");
    assertEquals(0, imported.code(), imported::toString);
    assertTrue(imported.text().contains("of the standard input into " + to), imported::toString);
    assertEquals(all(from), all(to));

    Files.write(file, zip(lines));
    assertEquals(0, imported().at("/changes").asInt());
    Files.write(file, Arrays.copyOf(zip(lines), 100));
    Ended cut = shell.run("import", "--account", to, file.toString());
    assertEquals(1, cut.code());
    assertTrue(cut.err().getLast().contains("ends in its middle: export or copy"), cut::toString);
  }

  @Test
  void whatIsNoExportIsRefusedByItsFirstLine() throws Exception {
    Files.writeString(file, "<project>\n  <name/>\n</project>\n");
    Ended ended = shell.run("import", "--account", to, file.toString());
    assertEquals(1, ended.code());
    assertEquals(
        List.of(
            "inlet import: %s is not what inlet export writes: its first line is no JSON object"
                .formatted(file)),
        ended.err());
  }

  @Test
  void withoutAFileLinesArePrinted() {
    fill(from);

    Ended ended = done("export", "--account", from);

    assertTrue(ended.out().getFirst().startsWith("{\"record\":\"export\",\"format\":1,"));
    assertTrue(ended.out().getLast().startsWith("{\"record\":\"end\""));
    assertTrue(ended.text().contains("ü"));
  }
}
