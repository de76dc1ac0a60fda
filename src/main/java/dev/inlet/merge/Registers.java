package dev.inlet.merge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Named values that merge by last writer wins, each for itself.
 *
 * <p>Merging is commutative, associative and idempotent: any order and any repetition of the same
 * writes ends in the same registers. A cleared value keeps its register, or an older write that
 * arrives late would bring it back.
 *
 * <p>Not safe for use by several threads.
 */
public final class Registers {
  /** The most that is taken in, in characters as {@link #length} counts them. */
  public static final int MOST_CHARACTERS = 1_000_000;

  private final Map<String, Register> byName = new TreeMap<>();
  private long length;

  /** Takes in one write; returns whether it was later than what was there. */
  public boolean put(String name, Register register) {
    return put(name, byName.get(name), register);
  }

  private boolean put(String name, @Nullable Register before, Register register) {
    Register winner = before == null ? register : Register.later(register, before);
    if (winner.equals(before)) {
      return false;
    }
    byName.put(name, winner);
    length += growth(name, before, winner);
    return true;
  }

  private static long growth(String name, @Nullable Register before, Register after) {
    return after.length(name) - (before == null ? 0 : before.length(name));
  }

  /**
   * Whether there is room for one message's writes: with them there are at most {@value
   * #MOST_CHARACTERS} characters, or no more than without them.
   */
  public boolean hasRoomFor(Map<String, String> values, Stamp stamp) {
    long growth = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      Register before = byName.get(entry.getKey());
      var register = new Register(entry.getValue(), stamp);
      if (before == null || register.compareTo(before) > 0) {
        growth += growth(entry.getKey(), before, register);
      }
    }
    return growth <= 0 || length + growth <= MOST_CHARACTERS;
  }

  /**
   * How many characters they take as text: the names, the values, and of each the time and id of
   * the message that set it. At least what a store writes.
   */
  public long length() {
    return length;
  }

  /** Takes in all of one message's writes; returns whether any was later than what was there. */
  public boolean putAll(Map<String, String> values, Stamp stamp) {
    return putAll(values, stamp, name -> {});
  }

  /**
   * Takes them in likewise.
   *
   * @param changed is told the names whose values in force are others now; one that was set again
   *     to the same is not
   */
  public boolean putAll(Map<String, String> values, Stamp stamp, Consumer<String> changed) {
    boolean isLater = false;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      Register before = byName.get(entry.getKey());
      var register = new Register(entry.getValue(), stamp);
      if (put(entry.getKey(), before, register)) {
        isLater = true;
        if (!Objects.equals(shown(before), shown(register))) {
          changed.accept(entry.getKey());
        }
      }
    }
    return isLater;
  }

  /** Takes in everything that other registers hold. */
  public void merge(Registers other) {
    other.byName.forEach(this::put);
  }

  /** The name's register, cleared or not; null when nobody wrote it. */
  public @Nullable Register get(String name) {
    return byName.get(name);
  }

  /** The name's value as JSON text; null when nobody wrote it or the last writer cleared it. */
  public @Nullable String value(String name) {
    return shown(byName.get(name));
  }

  private static @Nullable String shown(@Nullable Register register) {
    return register == null || register.isCleared() ? null : register.value();
  }

  /** The values in force, by name; those that were cleared are left out. */
  public Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    byName.forEach(
        (name, register) -> {
          if (!register.isCleared()) {
            values.put(name, register.value());
          }
        });
    return values;
  }

  /** All registers by name, in the order of the names. */
  public Map<String, Register> all() {
    return Collections.unmodifiableMap(byName);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Registers that && byName.equals(that.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.toString();
  }
}
