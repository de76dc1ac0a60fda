package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sets what was acknowledged against what is stored. */
record Ledger(Set<String> acknowledged, List<String> stored) {

  /** Everything acknowledged is there, and nothing is there twice. */
  void isBalanced(String what) {
    assertEquals(0, lost(), what + " lost, of " + acknowledged.size() + " acknowledged");
    assertEquals(0, doubled(), what + " doubled, of " + stored.size() + " stored");
  }

  private long lost() {
    var missing = new HashSet<>(acknowledged);
    missing.removeAll(new HashSet<>(stored));
    return missing.size();
  }

  private long doubled() {
    return stored.size() - new HashSet<>(stored).size();
  }
}
