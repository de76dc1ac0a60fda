package dev.inlet.handler;

import static dev.inlet.codec.Reading.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.Warning;
import dev.inlet.company.CompanyChange;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.Person;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LinkingHandlersTest {
  private static final String WHEN = ",\"messageId\":\"m\",\"timestamp\":\"2026-02-28T10:00:00Z\"}";
  private static final Stamp STAMP = new Stamp(Instant.parse("2026-02-28T10:00:00Z"), "m");

  @Nested
  class Aliased {
    private List<Change> handle(String ids) {
      return new AliasHandler().handle(call(Call.Alias.class, "{" + ids + WHEN), Settings.NONE);
    }

    @Test
    void previousIdIsLinkedToTheUser() {
      assertEquals(
          List.of(new Change.OfContact(new Linked("a", "7", STAMP))),
          handle("\"userId\":\"7\",\"previousId\":\"a\""));
    }

    @Test
    void aliasOfItselfAsksForNothing() {
      assertEquals(List.of(), handle("\"userId\":\"7\",\"previousId\":7"));
    }

    @Test
    void aliasOfItselfIsTold() {
      assertEquals(
          Set.of(Warning.ALIAS_WITHOUT_EFFECT), warnings("\"userId\":\"7\",\"previousId\":7"));
      assertEquals(Set.of(), warnings("\"userId\":\"7\",\"previousId\":\"a\""));
    }

    private static Set<Warning> warnings(String ids) {
      return new AliasHandler().warnings(call(Call.Alias.class, "{" + ids + WHEN), Settings.NONE);
    }
  }

  @Nested
  class Grouped {
    private List<Change> handle(String ids, String traits) {
      return new GroupHandler()
          .handle(
              call(Call.Group.class, "{" + ids + ",\"groupId\":\"g\",\"traits\":" + traits + WHEN),
              Settings.NONE);
    }

    private List<Change> described(Person member) {
      return List.of(
          new Change.OfCompany(
              new CompanyChange(
                  "g",
                  member,
                  Map.of("NAME", "\"Acme\"", "x", "1.10"),
                  Map.of("name", "\"Acme\""),
                  STAMP)));
    }

    @Test
    void companyIsDescribedAndTheUserIsItsMember() {
      assertEquals(
          described(Person.user("7")),
          handle("\"userId\":7,\"anonymousId\":\"a\"", "{\"NAME\":\"Acme\",\"x\":1.10}"));
    }

    @Test
    void anonymousMembersAreMembersToo() {
      assertEquals(
          described(Person.anonymous("a")),
          handle("\"anonymousId\":\"a\"", "{\"NAME\":\"Acme\",\"x\":1.10}"));
    }
  }
}
