package dev.inlet.forward;

import dev.inlet.handler.OwnChange;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which kinds of changes somebody wants.
 *
 * @param types of Inlet's kinds
 * @param own of plug-ins' own, by name; all of these when {@link ChangeType#OWN} is among the types
 */
public record WantedTypes(Set<ChangeType> types, Set<String> own) {
  /** All there are, and those that plug-ins add. */
  public static final WantedTypes ALL = of(EnumSet.allOf(ChangeType.class));

  /** Some of Inlet's kinds. */
  public static WantedTypes of(Set<ChangeType> types) {
    return new WantedTypes(types, Set.of());
  }

  /** Those of these names; empty when one is no kind of change, or there is none. */
  public static Optional<WantedTypes> named(Collection<String> names) {
    Set<ChangeType> types = EnumSet.noneOf(ChangeType.class);
    Set<String> own = new TreeSet<>();
    for (String name : names) {
      Optional<ChangeType> type = ChangeType.named(name);
      if (type.isPresent()) {
        types.add(type.get());
      } else if (OwnChange.isType(name)) {
        own.add(name);
      } else {
        return Optional.empty();
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new WantedTypes(types, own));
  }

  /** Their names. */
  public List<String> names() {
    return Stream.concat(types.stream().map(ChangeType::wireName), own.stream()).toList();
  }

  /** Whether a change is of one of them. */
  public boolean include(NewChange change) {
    return types.contains(change.type())
        || change.type() == ChangeType.OWN && own.contains(change.typeName());
  }
}
