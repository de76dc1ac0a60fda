package dev.inlet.config;

/** A property has a value that Inlet cannot start with. The message says which, and what to set. */
@SuppressWarnings("serial")
public final class WrongSetting extends IllegalArgumentException {
  WrongSetting(String message) {
    super(message);
  }
}
