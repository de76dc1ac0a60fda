package dev.inlet.webhook;

import dev.inlet.forward.ShownChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a change must be delivered in order with: the others about its contact or company, as that
 * is known now and as it was known when the change was made, since what of it waits already may
 * have been put there before a merge. They are told apart by a short hash, so some have their lane
 * in common; that costs nothing but a little waiting, and names nobody.
 *
 * @param other the same as the first when there is one alone
 */
public record Lanes(int first, int other) {
  private static final int COUNT = 1 << 16;

  static Lanes of(ShownChange change) {
    return new Lanes(
        lane(change.accountId(), change.subject()), lane(change.accountId(), change.origin()));
  }

  private static int lane(String accountId, String subject) {
    int hash = accountId.hashCode() * 31 + subject.hashCode();
    return (hash ^ hash >>> 16) & COUNT - 1;
  }

  /**
   * Items as groups that have no lane in common, each in the order in which its items are given.
   *
   * @param lanesOf the lanes of an item
   */
  static <T> List<List<T>> groups(List<T> items, Function<T, Lanes> lanesOf) {
    Map<Integer, List<T>> byLane = new LinkedHashMap<>();
    Map<T, Integer> order = new IdentityHashMap<>();
    for (T item : items) {
      order.put(item, order.size());
      Lanes lanes = lanesOf.apply(item);
      List<T> group = byLane.computeIfAbsent(lanes.first, lane -> new ArrayList<>());
      List<T> other = byLane.putIfAbsent(lanes.other, group);
      if (other != null && other != group) {
        group.addAll(other);
        byLane.replaceAll((lane, one) -> one == other ? group : one);
      }
      group.add(item);
    }
    Set<List<T>> different = Collections.newSetFromMap(new IdentityHashMap<>());
    List<List<T>> groups = byLane.values().stream().filter(different::add).toList();
    groups.forEach(group -> group.sort(Comparator.comparing(order::get)));
    return groups;
  }

  /** With one more, where there is room for it. */
  Lanes and(int more) {
    return first == other ? new Lanes(first, more) : this;
  }

  /** Whether one of these is taken. */
  boolean areIn(Set<Integer> taken) {
    return taken.contains(first) || taken.contains(other);
  }

  void addTo(Set<Integer> taken) {
    taken.add(first);
    taken.add(other);
  }
}
