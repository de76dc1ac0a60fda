package dev.inlet.console.page;

import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import java.time.Instant;
import java.util.List;

/**
 * One value with the message that set it.
 *
 * @param isCleared whether that message has cleared it, so that it has no value
 * @param message the address of that message's deliveries
 */
public record TraitRow(
    String name, String value, boolean isCleared, String messageId, Instant at, String message) {

  /** A row for each name that was ever set, also those whose value is null now. */
  public static List<TraitRow> of(String account, Registers registers) {
    return registers.all().entrySet().stream()
        .map(one -> of(account, one.getKey(), one.getValue()))
        .toList();
  }

  private static TraitRow of(String account, String name, Register register) {
    String messageId = register.stamp().messageId();
    return new TraitRow(
        name,
        Shown.value(register.value()),
        register.isCleared(),
        messageId,
        register.stamp().time(),
        Addresses.message(account, messageId));
  }
}
