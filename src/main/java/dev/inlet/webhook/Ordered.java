package dev.inlet.webhook;

import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change, and what it must be delivered in order with.
 *
 * @param lanes those of its own, and one that its whole group has in common
 */
record Ordered(ShownChange change, Lanes lanes) {
  Position position() {
    return change.position();
  }

  /**
   * Changes that must come in order with each other.
   *
   * @param mustWait whether one of them must come after what waits already, and so all of them
   */
  record Group(List<Ordered> changes, boolean mustWait) {}

  /** Changes as groups that have no contact or company in common. */
  static List<Group> groups(List<ShownChange> changes, Set<Integer> waiting) {
    return Lanes.groups(changes, Lanes::of).stream().map(group -> group(group, waiting)).toList();
  }

  private static Group group(List<ShownChange> changes, Set<Integer> waiting) {
    Optional<Lanes> blocked =
        changes.stream().map(Lanes::of).filter(lanes -> lanes.areIn(waiting)).findFirst();
    int common =
        blocked
            .map(lanes -> waiting.contains(lanes.first()) ? lanes.first() : lanes.other())
            .orElse(Lanes.of(changes.getFirst()).first());
    return new Group(
        changes.stream().map(one -> new Ordered(one, Lanes.of(one).and(common))).toList(),
        blocked.isPresent());
  }
}
