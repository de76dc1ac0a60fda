package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLayoutTest {

  @Test
  void everyMemberAndElementGetsALine() {
    assertEquals(
        """
        {
          "a": 1,
          "b": [
            true,
            {
              "c": null
            }
          ],
          "d": {},
          "e": []
        }""",
        JsonLayout.pretty("{\"a\":1,\"b\":[true,{\"c\":null}],\"d\":{ },\"e\":[ ]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":9007199254740993,\"d\":1.10,\"e\":1E400}",
        "{\"t\":\" two  spaces, a \\u00fc and \\\"quotes\\\" \"}",
        "{\"list\":[[],[{}],[1,2]]}"
      })
  void valuesStayTheTextTheyWere(String compact) {
    assertEquals(compact, JsonLayout.compact(JsonLayout.pretty(compact)));
  }
}
