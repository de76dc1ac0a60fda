package dev.inlet.console.page;

import dev.inlet.codec.Casing;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One value with the message that set it.
 *
 * @param isCleared whether that message has cleared it, so that it has no value
 * @param message the address of that message's deliveries
 */
public record TraitRow(
    String name,
    ShownValue value,
    boolean isCleared,
    String messageId,
    Instant at,
    String message) {
  private static final String ADDRESS = "address";

  /** A row for each reserved field that was ever set, also those whose value is null now. */
  public static List<TraitRow> fields(String account, Registers fields) {
    return fields.all().entrySet().stream()
        .map(one -> of(account, one.getKey(), one.getValue()))
        .toList();
  }

  /** A row for each trait that was ever set, but for those that are the rows of the fields. */
  public static List<TraitRow> custom(String account, Registers traits, Registers fields) {
    return traits.all().entrySet().stream()
        .filter(trait -> !isField(trait, fields))
        .map(one -> of(account, one.getKey(), one.getValue()))
        .toList();
  }

  private static boolean isField(Map.Entry<String, Register> trait, Registers fields) {
    String name = Casing.fold(trait.getKey());
    return fields.all().entrySet().stream()
        .anyMatch(
            field ->
                Casing.fold(field.getKey()).equals(name)
                    && field.getValue().equals(trait.getValue()));
  }

  private static TraitRow of(String account, String name, Register register) {
    String messageId = register.stamp().messageId();
    return new TraitRow(
        name,
        name.equals(ADDRESS)
            ? ShownValue.ofAddress(register.value())
            : ShownValue.of(register.value()),
        register.isCleared(),
        messageId,
        register.stamp().time(),
        Addresses.message(account, messageId));
  }
}
