package dev.inlet.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.codec.Parsed;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore.Member;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import dev.inlet.transfer.AccountRecord.Frame;
import dev.inlet.transfer.AccountRecord.OfCompany;
import dev.inlet.transfer.AccountRecord.OfContact;
import dev.inlet.transfer.AccountRecord.OfEvent;
import dev.inlet.transfer.AccountRecord.OfMembership;
import dev.inlet.transfer.AccountRecord.OfPageView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written of an account is read as what it was, and nothing else is read. */
@NullUnmarked
class RecordTextTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final Instant BEFORE = Instant.parse("0001-01-01T00:00:00Z");
  private static final Stamp STAMP = new Stamp(NOW, "m\"1\\ü");

  private static Registers registers(String... namesAndValues) {
    var registers = new Registers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      registers.put(namesAndValues[i], new Register(namesAndValues[i + 1], STAMP));
    }
    return registers;
  }

  private static Parsed<AccountRecord> parsed(String line) {
    return RecordReader.read(line.getBytes(UTF_8), NOW);
  }

  private static <T extends AccountRecord> T read(Class<T> type, String line) {
    return assertInstanceOf(type, assertInstanceOf(Parsed.Ok.class, parsed(line), line).value());
  }

  @Nested
  class Written {

    @Test
    void whatIsKnownByAnIdComesBackWithAllItsClocks() {
      var state =
          new PersonState(
              Person.anonymous("a \"1\" \n ü"),
              registers("plan", "\"pro\"", "n", "9007199254740993.10", "", "null", "né\"w", "[{}]"),
              registers("email", "\"a@example.com\""),
              BEFORE,
              NOW,
              new UserLink("u", STAMP));

      List<String> lines = RecordText.contact(state);

      assertEquals(1, lines.size());
      PersonState back = read(OfContact.class, lines.getFirst()).state();
      assertEquals(state.person(), back.person());
      assertEquals(state.traits(), back.traits());
      assertEquals(state.fields(), back.fields());
      assertEquals(state.firstIdentifiedAt(), back.firstIdentifiedAt());
      assertEquals(state.lastIdentifiedAt(), back.lastIdentifiedAt());
      assertEquals(state.link(), back.link());
    }

    @Test
    void ofAnIdThatNothingIsKnownOfThereIsNoLine() {
      assertEquals(List.of(), RecordText.contact(new PersonState(Person.user("u"))));
    }

    @Test
    void whatIsTooLongForALineComesInPartsThatMakeTheWhole() {
      var traits = new Registers();
      for (int i = 0; i < 9; i++) {
        traits.put("t" + i, new Register('"' + "x".repeat(100_000) + '"', STAMP));
      }
      Registers fields = registers("name", "\"n\"");
      var company = new Company("g", traits, fields, BEFORE, NOW);

      List<String> lines = RecordText.company(company);

      assertEquals(5, lines.size());
      var all = new Registers();
      var allFields = new Registers();
      for (String line : lines) {
        assertTrue(line.length() < 2 * RecordText.PART);
        Company part = read(OfCompany.class, line).company();
        all.merge(part.traits());
        allFields.merge(part.fields());
        assertEquals(BEFORE, part.firstSeenAt());
        assertEquals(NOW, part.lastSeenAt());
      }
      assertEquals(traits, all);
      assertEquals(fields, allFields);
    }

    @Test
    void membershipsEventsAndPagesComeBackAsTheyWere() {
      var member = new Member(Person.user("u"), "g");
      var common = new Common(new Identity("u", "a"), "m", NOW);
      var event =
          new Event(common, "Bought", new BigDecimal("19.90"), "EUR", "\"5\"", "{\"a\": 1.0}");
      var view =
          new PageView(
              common, PageView.Kind.SCREEN, null, "c", Map.of("path", "\"/\""), "{\"p\":[1]}");

      assertEquals(
          new OfMembership(member.person(), member.groupId()),
          read(OfMembership.class, RecordText.membership(member)));
      assertEquals(
          new OfEvent(BEFORE, event),
          read(OfEvent.class, RecordText.event(new Stored<>(7, BEFORE, "u", event))));
      assertEquals(
          new OfPageView(BEFORE, view),
          read(OfPageView.class, RecordText.pageView(new Stored<>(7, BEFORE, "u", view))));
    }

    @Test
    void firstAndLastLineStoreNothing() {
      read(Frame.class, RecordText.beginning("acme", "1.0", NOW));
      read(Frame.class, RecordText.end(12));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | It is not valid JSON",
        "[] | It must be a JSON object",
        "{} | record must be contact",
        "{'record':'person'} | record must be contact",
        "{'record':'export','format':2} | another format than 1",
        "{'record':'broken','message':'x'} | not whole",
        "{'record':'contact'} | either a userId or an anonymousId",
        "{'record':'contact','userId':'u','anonymousId':'a'} | either a userId or an anonymousId",
        "{'record':'contact','userId':'undefined'} | either a userId or an anonymousId",
        "{'record':'contact','userId':'u','trait':{}} | no member trait",
        "{'record':'contact','userId':'u','traits':{'a':{'value':1,'at':'2026-01-01T00:00:00Z','messageId':'m'}}} | Missing firstIdentifiedAt",
        "{'record':'contact','userId':'u','firstIdentifiedAt':'2026-01-01T00:00:00Z'} | must both be there",
        "{'record':'contact','userId':'u','firstIdentifiedAt':'2026-01-02T00:00:00Z','lastIdentifiedAt':'2026-01-01T00:00:00Z'} | in that order",
        "{'record':'contact','userId':'u','firstIdentifiedAt':'soon','lastIdentifiedAt':'soon'} | must be a time",
        "{'record':'contact','userId':'u','firstIdentifiedAt':'2026-03-02T13:00:00Z','lastIdentifiedAt':'2026-03-02T13:00:00Z'} | more than a day in the future",
        "{'record':'contact','userId':'u','belongsTo':{'userId':'v','at':'2026-01-01T00:00:00Z','messageId':'m'}} | belongsTo must not",
        "{'record':'contact','anonymousId':'a','belongsTo':{'at':'2026-01-01T00:00:00Z','messageId':'m'}} | Missing userId",
        "{'record':'contact','anonymousId':'a','belongsTo':7} | belongsTo must be an object",
        "{'record':'company','groupId':'g','firstSeenAt':'2026-01-01T00:00:00Z'} | Missing lastSeenAt",
        "{'record':'company','groupId':'g','firstSeenAt':'2026-01-02T00:00:00Z','lastSeenAt':'2026-01-01T00:00:00Z'} | must not be before",
        "{'record':'company','firstSeenAt':'2026-01-01T00:00:00Z','lastSeenAt':'2026-01-01T00:00:00Z'} | Missing groupId",
        "{'record':'company','groupId':'g','firstSeenAt':'2026-01-01T00:00:00Z','lastSeenAt':'2026-01-01T00:00:00Z','traits':{'a':1}} | Each of traits must be an object",
        "{'record':'company','groupId':'g','firstSeenAt':'2026-01-01T00:00:00Z','lastSeenAt':'2026-01-01T00:00:00Z','traits':{'a':{'at':'2026-01-01T00:00:00Z','messageId':'m'}}} | must have a value",
        "{'record':'company','groupId':'g','firstSeenAt':'2026-01-01T00:00:00Z','lastSeenAt':'2026-01-01T00:00:00Z','traits':{'a':{'value':1,'at':'2026-01-01T00:00:00Z'}}} | messageId must be",
        "{'record':'membership','userId':'u'} | Missing groupId",
        "{'record':'event','userId':'u','messageId':'m','timestamp':'2026-01-01T00:00:00Z','storedAt':'2026-01-01T00:00:00Z'} | event must be",
        "{'record':'event','event':'e','messageId':'m','timestamp':'2026-01-01T00:00:00Z','storedAt':'2026-01-01T00:00:00Z'} | Missing userId or anonymousId",
        "{'record':'event','event':'e','userId':'u','messageId':'m','timestamp':'2026-01-01T00:00:00Z'} | Missing storedAt",
        "{'record':'event','event':'e','userId':'u','messageId':'m','timestamp':'2026-01-01T00:00:00Z','storedAt':'2026-01-01T00:00:00Z','revenue':1e30} | revenue must be",
        "{'record':'event','event':'e','userId':'u','messageId':'m','timestamp':'2026-01-01T00:00:00Z','storedAt':'2026-01-01T00:00:00Z','currency':'euro'} | currency must be",
        "{'record':'event','event':'e','userId':'u','messageId':'m','timestamp':'2026-01-01T00:00:00Z','storedAt':'2026-01-01T00:00:00Z','properties':[]} | properties must be an object",
        "{'record':'page','kind':'tab'} | kind must be page or screen",
        "{'record':'page','kind':'page','userId':'u','messageId':'m','timestamp':'2026-01-01T00:00:00Z','storedAt':'2026-01-01T00:00:00Z','fields':{'host':'x'}} | no member fields.host",
      })
  void whatIsWrongIsSaid(String line, String reason) {
    Instant latest = NOW.plusSeconds(86_400);
    Parsed<AccountRecord> read = RecordReader.read(line.replace('\'', '"').getBytes(UTF_8), latest);

    String problem = assertInstanceOf(Parsed.Bad.class, read, line).problem();
    assertTrue(problem.contains(reason), problem);
  }

  @Test
  void whatNobodyCanStoreIsRefused() {
    String surrogate = "{\"record\":\"membership\",\"userId\":\"\\ud800\",\"groupId\":\"g\"}";
    String long513 =
        "{\"record\":\"membership\",\"userId\":\"%s\",\"groupId\":\"g\"}"
            .formatted("x".repeat(513));
    var traits = registers("big", '"' + "x".repeat(Registers.MOST_CHARACTERS) + '"');

    assertInstanceOf(Parsed.Bad.class, parsed(surrogate));
    assertInstanceOf(Parsed.Bad.class, parsed(long513));
    assertInstanceOf(
        Parsed.Bad.class,
        parsed(RecordText.company(new Company("g", traits, new Registers(), NOW, NOW)).getFirst()));
  }
}
