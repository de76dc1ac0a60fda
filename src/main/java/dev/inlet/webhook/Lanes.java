package dev.inlet.webhook;

import dev.inlet.forward.ShownChange;

/**
 * What must be delivered in order: the changes about one contact or company. They are told apart by
 * a short hash, so some have their lane in common; that costs nothing but a little waiting, and
 * names nobody.
 */
final class Lanes {
  private static final int COUNT = 1 << 16;

  private Lanes() {}

  static int of(ShownChange change) {
    int hash = change.accountId().hashCode() * 31 + change.subject().hashCode();
    return (hash ^ hash >>> 16) & COUNT - 1;
  }
}
