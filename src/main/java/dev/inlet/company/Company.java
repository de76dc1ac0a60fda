package dev.inlet.company;

import dev.inlet.codec.Address;
import dev.inlet.codec.Json;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company: what the group calls about one groupId have said.
 *
 * <p>Not safe for use by several threads.
 */
public final class Company {
  private final String groupId;
  private final Registers traits;
  private final Registers fields;
  private Instant firstSeenAt;
  private Instant lastSeenAt;

  /** A company as a store remembers it. */
  public Company(
      String groupId, Registers traits, Registers fields, Instant firstSeenAt, Instant lastSeenAt) {
    this.groupId = groupId;
    this.traits = traits;
    this.fields = fields;
    this.firstSeenAt = firstSeenAt;
    this.lastSeenAt = lastSeenAt;
  }

  /** A company that is first heard of in one call. */
  public Company(String groupId, Instant time) {
    this(groupId, new Registers(), new Registers(), time, time);
  }

  /** Whether a group call leaves it within what one company may hold. */
  public boolean hasRoomFor(Map<String, String> traits, Map<String, String> fields, Stamp stamp) {
    return this.traits.hasRoomFor(traits, stamp) && this.fields.hasRoomFor(fields, stamp);
  }

  /**
   * Takes in one group call; repeating it, or taking calls in another order, ends the same.
   *
   * @return the names of what is shown otherwise now
   */
  public Set<String> describe(Map<String, String> traits, Map<String, String> fields, Stamp stamp) {
    var names = new LinkedHashSet<String>();
    this.traits.putAll(traits, stamp, names::add);
    this.fields.putAll(fields, stamp, field -> names.add(Address.shownAs(field)));
    if (stamp.time().isBefore(firstSeenAt)) {
      firstSeenAt = stamp.time();
    }
    if (stamp.time().isAfter(lastSeenAt)) {
      lastSeenAt = stamp.time();
    }
    return names;
  }

  /** The id it was told of by, unique in its account. */
  public String groupId() {
    return groupId;
  }

  /** Its traits, each value with the message that set it. */
  public Registers traits() {
    return traits;
  }

  /** Its reserved traits, likewise, by Segment's names. */
  public Registers fields() {
    return fields;
  }

  /** The time of the earliest group call. */
  public Instant firstSeenAt() {
    return firstSeenAt;
  }

  /** The time of the latest group call. */
  public Instant lastSeenAt() {
    return lastSeenAt;
  }

  /** The name as text; null when none was sent. */
  public @Nullable String name() {
    return Json.text(fields.value("name"));
  }

  /** The traits in force, by the names they were sent with, as JSON text. */
  public Map<String, String> shownTraits() {
    return traits.values();
  }

  /** The reserved traits in force, by Segment's names, as JSON text. */
  public Map<String, String> shownFields() {
    return Address.nested(fields.values());
  }
}
