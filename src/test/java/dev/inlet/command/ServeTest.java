package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeTest {

  @Test
  void nothingAtAllMeansToServe() {
    assertTrue(Serve.isMeantBy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "serve -inlet.answer=accepted",
        "-inlet.answer=accepted",
        "--inlet.answer=accepted -micronaut.server.port=9000",
        "-Dinlet.answer=accepted",
        "-Dname=value",
        "--micronaut.environments=dev"
      })
  void propertiesMeanToServe(String arguments) {
    assertTrue(Serve.isMeantBy(arguments.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "--version",
        "serve --help",
        "serve now",
        "srve",
        "check",
        "trigger track",
        "-inlet.answer=accepted check",
        "--port=9000",
        "-D",
        "example.com",
        "--inlet.answer accepted"
      })
  void everythingElseDoesNot(String arguments) {
    assertFalse(Serve.isMeantBy(arguments.split(" ")));
  }

  @Test
  void wordThatIsEmptyDoesNot() {
    assertFalse(Serve.isMeantBy(""));
  }
}
