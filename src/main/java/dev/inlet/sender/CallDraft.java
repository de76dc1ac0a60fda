package dev.inlet.sender;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in the making, whose members are found in any casing. Values are JSON text, and
 * what nobody changes stays as it was sent. JSON's null counts as absent.
 */
public final class CallDraft {
  private final SequencedMap<String, String> members;

  private CallDraft(SequencedMap<String, String> members) {
    this.members = members;
  }

  /** An object without members. */
  public static CallDraft empty() {
    return new CallDraft(new LinkedHashMap<>());
  }

  /** An object that begins with the members of another. */
  public static CallDraft of(JsonObject object) {
    return new CallDraft(new LinkedHashMap<>(object.members()));
  }

  /** An object that begins as a value, or empty when that is no object. */
  public static CallDraft of(@Nullable String value) {
    return value != null && Json.isObject(value) ? of(Json.object(value)) : empty();
  }

  /** A member's value, whatever its spelling; null when there is none. */
  public @Nullable String get(String name) {
    String value = Casing.find(members, name);
    return value == null || Json.isNull(value) ? null : value;
  }

  /** Sets a member, in place of all its spellings. */
  public CallDraft set(String name, String value) {
    remove(name);
    members.put(name, value);
    return this;
  }

  /** Sets a member that is absent, when there is a value for it. */
  public CallDraft fill(String name, @Nullable String value) {
    return value == null || get(name) != null ? this : set(name, value);
  }

  /** Removes a member in all its spellings. */
  public CallDraft remove(String name) {
    String folded = Casing.fold(name);
    members.keySet().removeIf(spelling -> Casing.fold(spelling).equals(folded));
    return this;
  }

  /** Whether it has no members. */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** The object as it is now. */
  public JsonObject done() {
    return new JsonObject(text(), new LinkedHashMap<>(members));
  }

  /** The object as JSON text. */
  public String text() {
    return Json.write(members);
  }

  /**
   * Fills what is absent with the members of an object. Names are looked up in sets: there may be
   * tens of thousands on either side.
   */
  CallDraft fillFrom(JsonObject object) {
    Set<String> present = new HashSet<>();
    Map<String, List<String>> absent = new HashMap<>();
    members.forEach(
        (name, value) -> {
          if (Json.isNull(value)) {
            absent.computeIfAbsent(Casing.fold(name), folded -> new ArrayList<>()).add(name);
          } else {
            present.add(Casing.fold(name));
          }
        });
    object
        .members()
        .forEach(
            (name, value) -> {
              String folded = Casing.fold(name);
              if (!Json.isNull(value) && present.add(folded)) {
                absent.getOrDefault(folded, List.of()).forEach(members::remove);
                members.put(name, value);
              }
            });
    return this;
  }
}
