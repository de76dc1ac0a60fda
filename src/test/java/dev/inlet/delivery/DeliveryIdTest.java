package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryIdTest {

  @Test
  void idIsReadAsItIsWritten() {
    assertEquals("j7", DeliveryId.journaled(7).toString());
    assertEquals("r7", DeliveryId.refused(7).toString());
    assertEquals(DeliveryId.journaled(7), DeliveryId.read("j7"));
    assertEquals(DeliveryId.refused(7), DeliveryId.read("r7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "j", "7", "x7", "j7x", "J7", "j99999999999999999999"})
  void anythingElseIsNone(String text) {
    assertNull(DeliveryId.read(text));
  }
}
