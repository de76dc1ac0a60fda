package dev.inlet.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakPasswordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "hunter2",
        "eleven char",
        "aaaaaaaaaaaaaaaa",
        "123412341234",
        "Password1234!",
        "ChangeMe12345",
        "PleaseChangeMe1"
      })
  void whatIsShortOrUsualIsWeak(String password) {
    assertTrue(WeakPassword.is(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twelve chars",
        "the admin's password",
        "correct horse battery staple",
        "inlet_2b4c6d8e9fghjkmn",
        "пароль которого нет"
      })
  void whatIsLongIsNot(String password) {
    assertFalse(WeakPassword.is(password));
  }
}
