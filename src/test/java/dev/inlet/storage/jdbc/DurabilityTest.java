package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class DurabilityTest {

  @Test
  void theVersionOfH2ThatLosesForcedRowsIsRefused() {
    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> Durability.refuse("H2", "version", "2.5.252", List.of("2.5.252")));
    assertEquals(
        "H2 runs with version 2.5.252, which can lose acknowledged calls:"
            + " Inlet does not start on it",
        refused.getMessage());
  }

  @Test
  void aSafeValueIsAccepted() {
    assertDoesNotThrow(() -> Durability.refuse("H2", "version", "2.4.240", List.of("2.5.252")));
  }
}
