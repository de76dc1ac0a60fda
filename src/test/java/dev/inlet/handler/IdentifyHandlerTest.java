package dev.inlet.handler;

import static dev.inlet.codec.Reading.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.Warning;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.Person;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifyHandlerTest {
  private static final Stamp STAMP = new Stamp(Instant.parse("2026-02-28T10:00:00Z"), "m");

  private final IdentifyHandler handler = new IdentifyHandler();

  private static Call.Identify identify(String ids, String traits) {
    return call(
        Call.Identify.class,
        "{%s,\"messageId\":\"m\",\"timestamp\":\"2026-02-28T10:00:00Z\",\"traits\":%s}"
            .formatted(ids, traits));
  }

  private static Settings mapping(String mappings) {
    return new Settings(Map.of("traitMappings", mappings));
  }

  @Nested
  class WhoIsIdentified {
    @Test
    void userIsWhenThereIsOne() {
      assertEquals(
          List.of(
              new Change.OfContact(
                  new Identified(
                      Person.user("7"),
                      Map.of("E-Mail", "\"a\"", "x", "1.10"),
                      Map.of("email", "\"a\""),
                      STAMP))),
          handler.handle(
              identify("\"userId\":\"7\"", "{\"E-Mail\":\"a\",\"x\":1.10}"), Settings.NONE));
    }

    @Test
    void anonymousIdIsOtherwise() {
      assertEquals(
          List.of(
              new Change.OfContact(
                  new Identified(Person.anonymous("a"), Map.of(), Map.of(), STAMP))),
          handler.handle(identify("\"anonymousId\":\"a\"", "{}"), Settings.NONE));
    }

    @Test
    void bothIdsAreLinked() {
      assertEquals(
          List.of(
              new Change.OfContact(new Identified(Person.user("7"), Map.of(), Map.of(), STAMP)),
              new Change.OfContact(new Linked("a", "7", STAMP))),
          handler.handle(
              identify("\"userId\":\"7\",\"anonymousId\":\"a\"", "null"), Settings.NONE));
    }
  }

  @Nested
  class MappedTraits {
    private Map<String, String> fields(String traits, String mappings) {
      var change =
          (Change.OfContact)
              handler.handle(identify("\"userId\":\"7\"", traits), mapping(mappings)).getFirst();
      return ((Identified) change.change()).fields();
    }

    @Test
    void fillTheContactField() {
      assertEquals(
          Map.of("phone", "\"1\"", "email", "\"a\""),
          fields("{\"Mobil\":\"1\",\"email\":\"a\"}", "{\"Mobil\":\"phone\"}"));
    }

    @Test
    void winOverTheReservedTrait() {
      assertEquals(
          Map.of("email", "\"work\""),
          fields("{\"workEmail\":\"work\",\"email\":\"home\"}", "{\"workEmail\":\"email\"}"));
    }

    @Test
    void leaveTheReservedTraitWhenAbsent() {
      assertEquals(
          Map.of("email", "\"home\""), fields("{\"email\":\"home\"}", "{\"workEmail\":\"email\"}"));
    }

    @Test
    void areFoundInAnyCasingOnBothSides() {
      assertEquals(
          Map.of("firstName", "\"Ada\""),
          fields("{\"vor_name\":\"Ada\"}", "{\"Vorname\":\"First Name\"}"));
    }

    @Test
    void clearTheFieldWithNull() {
      assertEquals(
          Map.of("email", "null"),
          fields("{\"workEmail\":null,\"email\":\"home\"}", "{\"workEmail\":\"email\"}"));
    }

    @Test
    void stayTraitsAsSent() {
      var change =
          (Change.OfContact)
              handler
                  .handle(
                      identify("\"userId\":\"7\"", "{\"Mobil\":1}"),
                      mapping("{\"Mobil\":\"phone\"}"))
                  .getFirst();

      assertEquals(Map.of("Mobil", "1"), ((Identified) change.change()).traits());
    }
  }

  @Nested
  class EmailAddress {
    private static final Settings REQUIRED = new Settings(Map.of("requireEmail", "true"));

    private @Nullable Objection objection(String traits, Settings settings) {
      return handler.objection(identify("\"userId\":\"7\"", traits), settings);
    }

    private boolean hasEmail(String traits, Map<String, String> mappings) {
      Map<String, String> settings = new HashMap<>(mappings);
      settings.put("requireEmail", "true");
      return objection(traits, new Settings(settings)) == null;
    }

    @Test
    void isAskedForByTheSettingAlone() {
      assertNull(objection("{}", Settings.NONE));
      assertEquals(
          new Objection(Objection.Rule.EMAIL_REQUIRED, "Missing email address"),
          objection("{}", REQUIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "Email", "E-MAIL"})
    void isFoundInAnyCasing(String name) {
      assertTrue(hasEmail("{\"" + name + "\":\"a@b.c\"}", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "null",
          "{\"email\":null}",
          "{\"email\":\"\"}",
          "{\"email\":\" \"}",
          "{\"email\":7}",
          "{\"email\":[\"a@b.c\"]}",
          "{\"emails\":\"a@b.c\"}"
        })
    void isMissingOtherwise(String traits) {
      assertFalse(hasEmail(traits, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "ADA.L+x@mail.example.co.uk", "a@b.c"})
    void mayBeTheUserId(String userId) {
      Call.Identify call = identify("\"userId\":\"" + userId + "\"", "{\"email\":\" \"}");

      assertNull(handler.objection(call, REQUIRED));
      assertEquals(Set.of(Warning.EMAIL_FROM_USER_ID), handler.warnings(call, REQUIRED));
      assertEquals(Set.of(), handler.warnings(call, Settings.NONE));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"ada", "@example.com", "ada@", "ada@example", "ada l@example.com", "a@b@c.d"})
    void isNoOtherUserId(String userId) {
      assertNotNull(handler.objection(identify("\"userId\":\"" + userId + "\"", "{}"), REQUIRED));
    }

    @Test
    void isNoAnonymousId() {
      assertNotNull(handler.objection(identify("\"anonymousId\":\"a@b.c\"", "{}"), REQUIRED));
    }

    @Test
    void mayStandInTheContext() {
      Call.Identify call =
          call(
              Call.Identify.class,
              "{\"userId\":\"7\",\"context\":{\"traits\":{\"Email\":\"a@b.c\"}}}");

      assertNull(handler.objection(call, REQUIRED));
    }

    @Test
    void mayComeFromAMappedTrait() {
      Map<String, String> mapped = Map.of("traitMappings", "{\"Mailadresse\":\"email\"}");

      assertTrue(hasEmail("{\"Mailadresse\":\"a@b.c\"}", mapped));
      assertFalse(hasEmail("{\"Mailadresse\":\"\",\"email\":\"a@b.c\"}", mapped));
    }
  }
}
