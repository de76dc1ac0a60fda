package dev.inlet.merge;

/**
 * One named value and its last writer. Of two the greater is in force: the one written later.
 * Should two different values ever carry the same stamp, their text decides, so that the outcome
 * still does not depend on order.
 *
 * @param value the value's exact JSON text; {@code null} in it means the value was cleared
 * @param stamp who wrote it, and when
 */
public record Register(String value, Stamp stamp) implements Comparable<Register> {

  @Override
  public int compareTo(Register other) {
    int order = stamp.compareTo(other.stamp);
    return order == 0 ? value.compareTo(other.value) : order;
  }

  /** The later of two writes. */
  static Register later(Register one, Register other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Whether the last writer cleared the value. */
  public boolean isCleared() {
    return value.equals("null");
  }
}
