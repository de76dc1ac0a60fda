package dev.inlet.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The account that tests go to. */
@NullUnmarked
class SandboxIT {
  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  private final Sandbox sandbox = inlet.context().getBean(Sandbox.class);

  private static Answer closings(String account) {
    return inlet.admin("GET", "/api/closings?account=" + account);
  }

  @Test
  void itIsMadeOnceAndClosedWhenItIsOldAndThenThereIsAnother() {
    String first = sandbox.open().id();
    assertTrue(Sandbox.is(first), first);
    assertEquals(first, sandbox.open().id());

    assertEquals(0, sandbox.cleanOf(Instant.now().minus(Sandbox.KEPT_FOR)));
    assertEquals(first, sandbox.open().id());

    assertEquals(1, sandbox.cleanOf(Instant.now().plus(Duration.ofSeconds(1))));
    assertEquals("closed", closings(first).at("/closings/0/state").asText());
    assertEquals(
        Sandbox.ERASED_AFTER,
        Duration.between(
            Instant.parse(closings(first).at("/closings/0/closedAt").asText()),
            Instant.parse(closings(first).at("/closings/0/eraseAt").asText())));
    assertNotEquals(first, sandbox.open().id());
    assertEquals(0, sandbox.cleanOf(Instant.EPOCH), "what is closed is closed");
  }

  @Test
  void noCustomerGetsSuchAnIdAndNoneIsTouched() {
    String customer = inlet.newAccount();
    sandbox.open();
    sandbox.clean();
    assertEquals(0, closings(customer).at("/closings").size());
    Answer refused =
        inlet.admin("POST", "/api/accounts", "{\"id\":\"_sandbox-mine\",\"name\":\"n\"}");
    assertEquals(400, refused.status());
    assertFalse(Sandbox.is(customer));
  }
}
