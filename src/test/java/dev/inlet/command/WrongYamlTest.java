package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class WrongYamlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inlet:\\n  answer: accepted\\n secret: [1|its line 3, column 2",
        "inlet:\\r\\n\\tanswer: secret|its line 2, column 1",
        "inlet: *secret|its line 1, column 8",
        "inlet: \\1 secret|its character 8",
      })
  void isToldByItsPlaceAndWithoutWhatStandsThere(String text, String place) {
    var failure =
        assertThrows(RuntimeException.class, () -> new Yaml().load(text.translateEscapes()));

    assertEquals(
        "a file of settings is no YAML (MICRONAUT_CONFIG_FILES names them): correct " + place,
        Serve.reason(new IllegalStateException(failure)));
  }

  @Test
  void otherFailuresAreToldOtherwise() {
    assertNull(WrongYaml.sentence(new IllegalStateException("another")));
  }
}
