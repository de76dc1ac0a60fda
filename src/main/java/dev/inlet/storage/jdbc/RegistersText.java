package dev.inlet.storage.jdbc;

import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Objects;

/**
 * Registers as text: one flat JSON array of name, value, microseconds and messageId, again and
 * again. Values stand in it exactly as sent.
 */
public final class RegistersText {
  private RegistersText() {}

  /** Registers as the text that is stored. */
  public static String write(Registers registers) {
    var text = new StringBuilder((int) registers.length() + 2).append('[');
    registers
        .all()
        .forEach(
            (name, register) -> {
              if (text.length() > 1) {
                text.append(',');
              }
              JsonMembers.quote(name, text);
              text.append(',').append(register.value()).append(',');
              text.append(ChronoUnit.MICROS.between(Instant.EPOCH, register.stamp().time()));
              text.append(',');
              JsonMembers.quote(register.stamp().messageId(), text);
            });
    return text.append(']').toString();
  }

  /** Reads what was written. */
  public static Registers read(String text) {
    var registers = new Registers();
    Iterator<String> parts = Json.elements(text).iterator();
    while (parts.hasNext()) {
      String name = string(parts.next());
      String value = parts.next();
      Instant time = Instant.EPOCH.plus(Long.parseLong(parts.next()), ChronoUnit.MICROS);
      registers.put(name, new Register(value, new Stamp(time, string(parts.next()))));
    }
    return registers;
  }

  /**
   * How long registers are at most, as {@link Registers#length} counts, whose text has so many
   * bytes: of each a time is counted as longer than it mostly is.
   */
  public static long mostCharacters(long bytes) {
    return 4 * bytes;
  }

  private static String string(String json) {
    return Objects.requireNonNull(Json.text(json), "a JSON string");
  }
}
