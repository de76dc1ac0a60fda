package dev.inlet.webhook;

import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<Integer, List<ShownChange>> byLane = new LinkedHashMap<>();
    for (ShownChange change : changes) {
      Lanes lanes = Lanes.of(change);
      List<ShownChange> group = byLane.computeIfAbsent(lanes.first(), lane -> new ArrayList<>());
      List<ShownChange> other = byLane.putIfAbsent(lanes.other(), group);
      if (other != null && other != group) {
        group.addAll(other);
        byLane.replaceAll((lane, one) -> one == other ? group : one);
      }
      group.add(change);
    }
    Set<List<ShownChange>> different = Collections.newSetFromMap(new IdentityHashMap<>());
    return byLane.values().stream()
        .filter(different::add)
        .map(group -> group(group, waiting))
        .toList();
  }

  private static Group group(List<ShownChange> changes, Set<Integer> waiting) {
    changes.sort(Comparator.comparing(ShownChange::position));
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
