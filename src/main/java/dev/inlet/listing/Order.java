package dev.inlet.listing;

/** From which end a list is read. */
public enum Order {
  /** What came last first. */
  NEWEST("newest"),
  /** What came first first. */
  OLDEST("oldest");

  private final String wireName;

  Order(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in addresses. */
  public String wireName() {
    return wireName;
  }

  /** The other way round. */
  public Order reversed() {
    return this == NEWEST ? OLDEST : NEWEST;
  }
}
