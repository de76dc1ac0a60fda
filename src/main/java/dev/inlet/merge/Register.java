package dev.inlet.merge;

/**
 * One named value and its last writer.
 *
 * @param value the value's exact JSON text; {@code null} in it means the value was cleared
 * @param stamp who wrote it, and when
 */
public record Register(String value, Stamp stamp) {

  /**
   * The later of two writes. Should two different values ever carry the same stamp, their text
   * decides, so that the outcome still does not depend on order.
   */
  static Register later(Register one, Register other) {
    int order = one.stamp.compareTo(other.stamp);
    if (order == 0) {
      order = one.value.compareTo(other.value);
    }
    return order >= 0 ? one : other;
  }

  /** Whether the last writer cleared the value. */
  public boolean isCleared() {
    return value.equals("null");
  }
}
