package dev.inlet.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.call.CallType;
import dev.inlet.contact.Person;
import dev.inlet.erase.NamedPeople.Removal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPeopleTest {
  private static final Person USER = Person.user("u");
  private static final Person BROWSER = Person.anonymous("b");
  private static final Person PREVIOUS = Person.anonymous("p");

  private static Removal removal(@Nullable CallType type, String body, Person... erased) {
    return NamedPeople.in(body.getBytes(StandardCharsets.UTF_8), type)
        .removal(Set.of(erased)::contains);
  }

  @Nested
  class OfOneIdOnly {

    @Test
    void aUsersCallGoesWithTheUser() {
      assertEquals(Removal.ENTIRELY, removal(CallType.TRACK, "{\"userId\":\"u\"}", USER));
    }

    @Test
    void anAnonymousCallGoesWithTheBrowser() {
      assertEquals(Removal.ENTIRELY, removal(CallType.PAGE, "{\"anonymousId\":\"b\"}", BROWSER));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"USER ID\":\"u\"}",
          "{\"user_id\":\"\\u0075\"}",
          "{\"to\":\"u\"}",
          "{\"userId\":\"x\",\"userId\":\"u\"}"
        })
    void theIdIsFoundAsTheReceiverFindsIt(String body) {
      assertEquals(Removal.ENTIRELY, removal(CallType.TRACK, body, USER));
    }

    @Test
    void aNumberIsItsDigits() {
      assertEquals(
          Removal.ENTIRELY, removal(CallType.TRACK, "{\"userId\":1e2}", Person.user("100")));
    }

    @Test
    void aUserIsNoBrowserOfTheSameName() {
      assertEquals(Removal.NOTHING, removal(CallType.TRACK, "{\"userId\":\"b\"}", BROWSER));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{", "[]", "{\"userId\":[]}", "{\"userId\":\"u\",\"anonymousId\":{}}", "{}"})
    void whatCannotBeReadNamesNobody(String body) {
      assertEquals(Removal.NOTHING, removal(CallType.TRACK, body, USER));
    }
  }

  @Nested
  class OfTwoIds {
    private static final String BOTH = "{\"userId\":\"u\",\"anonymousId\":\"b\"}";

    @Test
    void theUserTakesTheCallAlong() {
      assertEquals(Removal.ENTIRELY, removal(CallType.IDENTIFY, BOTH, USER));
      assertEquals(Removal.ENTIRELY, removal(CallType.IDENTIFY, BOTH, USER, BROWSER));
    }

    @Test
    void theBrowserAloneIsStruckOut() {
      assertEquals(Removal.ANONYMOUS_ID, removal(CallType.IDENTIFY, BOTH, BROWSER));
    }

    @Test
    void nobodyErasedMeansNothingToRemove() {
      assertEquals(Removal.NOTHING, removal(CallType.IDENTIFY, BOTH, PREVIOUS));
    }
  }

  @Nested
  class OfAnAlias {
    private static final String ALIAS =
        "{\"userId\":\"u\",\"previousId\":\"p\",\"anonymousId\":\"b\"}";

    @Test
    void eitherOfTheLinkedTakesItAlong() {
      assertEquals(Removal.ENTIRELY, removal(CallType.ALIAS, ALIAS, USER));
      assertEquals(Removal.ENTIRELY, removal(CallType.ALIAS, ALIAS, PREVIOUS));
      assertEquals(Removal.ANONYMOUS_ID, removal(CallType.ALIAS, ALIAS, BROWSER));
    }

    @Test
    void aPreviousIdMeansNothingInOtherCalls() {
      assertEquals(Removal.NOTHING, removal(CallType.TRACK, ALIAS, PREVIOUS));
    }

    @Test
    void ofAnUnknownTypeItCounts() {
      assertEquals(Removal.ENTIRELY, removal(null, ALIAS, PREVIOUS));
    }
  }
}
