package dev.inlet.contact;

import dev.inlet.codec.Address;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the calls about one id have said, and nothing of what calls about other ids have said: an
 * anonymous id's part stays its own even when it belongs to a user, which is what lets a link that
 * arrives late, or an earlier one that overrules it, still give the same contacts.
 *
 * <p>Not safe for use by several threads.
 */
public final class PersonState {
  private final Person person;
  private final Registers traits;
  private final Registers fields;
  private @Nullable Instant firstIdentifiedAt;
  private @Nullable Instant lastIdentifiedAt;
  private @Nullable UserLink link;

  /** A person nothing is known of yet. */
  public PersonState(Person person) {
    this(person, new Registers(), new Registers(), null, null, null);
  }

  /** A person as a store remembers it. */
  public PersonState(
      Person person,
      Registers traits,
      Registers fields,
      @Nullable Instant firstIdentifiedAt,
      @Nullable Instant lastIdentifiedAt,
      @Nullable UserLink link) {
    this.person = person;
    this.traits = traits;
    this.fields = fields;
    this.firstIdentifiedAt = firstIdentifiedAt;
    this.lastIdentifiedAt = lastIdentifiedAt;
    this.link = link;
  }

  /**
   * Takes in an identify call about this very id; returns whether anything is different now.
   *
   * @param names gets what it is that is shown otherwise now
   */
  boolean identify(
      Map<String, String> traits, Map<String, String> fields, Stamp stamp, Set<String> names) {
    boolean changed = this.traits.putAll(traits, stamp, names::add);
    changed |= this.fields.putAll(fields, stamp, field -> names.add(Address.shownAs(field)));
    Instant time = stamp.time();
    if (firstIdentifiedAt == null || time.isBefore(firstIdentifiedAt)) {
      firstIdentifiedAt = time;
      changed = true;
    }
    if (lastIdentifiedAt == null || time.isAfter(lastIdentifiedAt)) {
      lastIdentifiedAt = time;
      changed = true;
    }
    return changed;
  }

  /** The names of all that is shown of what was said of this very id. */
  Set<String> names() {
    var names = new LinkedHashSet<>(traits.values().keySet());
    fields.values().keySet().forEach(field -> names.add(Address.shownAs(field)));
    return names;
  }

  /** Whether an identify call about this very id leaves it within what one id may hold. */
  boolean hasRoomFor(Map<String, String> traits, Map<String, String> fields, Stamp stamp) {
    return this.traits.hasRoomFor(traits, stamp) && this.fields.hasRoomFor(fields, stamp);
  }

  /** Whether there was an identify call about this very id. */
  boolean isIdentified() {
    return firstIdentifiedAt != null;
  }

  /** Takes in that this anonymous id belongs to a user; returns whether that is news. */
  boolean link(UserLink said) {
    UserLink before = link;
    link = UserLink.earlier(before, said);
    return !link.equals(before);
  }

  /** Whose state it is. */
  public Person person() {
    return person;
  }

  /** What was said of this very id, each value with the message that set it. */
  public Registers traits() {
    return traits;
  }

  /** The reserved traits likewise, by Segment's names. */
  public Registers fields() {
    return fields;
  }

  /** The time of the earliest identify call; null when there was none. */
  public @Nullable Instant firstIdentifiedAt() {
    return firstIdentifiedAt;
  }

  /** The time of the latest identify call; null when there was none. */
  public @Nullable Instant lastIdentifiedAt() {
    return lastIdentifiedAt;
  }

  /** The user an anonymous id belongs to; null for a user, and while that is unknown. */
  public @Nullable UserLink link() {
    return link;
  }

  /** The id under which the contact is known that this id is part of. */
  public Person root() {
    return link == null ? person : Person.user(link.userId());
  }
}
