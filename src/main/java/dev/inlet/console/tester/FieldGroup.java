package dev.inlet.console.tester;

import dev.inlet.call.CallType;
import dev.inlet.tester.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields that stand in one object of the call.
 *
 * @param title what the object is, such as "traits.address"; "Ids and names" for the call itself
 */
public record FieldGroup(String title, List<Field> fields) {

  static List<FieldGroup> of(CallType type) {
    Map<String, List<Field>> byPlace = new LinkedHashMap<>();
    for (Field field : Field.of(type)) {
      int dot = field.path().lastIndexOf('.');
      String place = dot < 0 ? "The call" : field.path().substring(0, dot);
      byPlace.computeIfAbsent(place, absent -> new ArrayList<>()).add(field);
    }
    return byPlace.entrySet().stream()
        .map(group -> new FieldGroup(group.getKey(), group.getValue()))
        .toList();
  }

  /** What a field is called inside of its group. */
  public String name(Field field) {
    return field.path().substring(field.path().lastIndexOf('.') + 1);
  }
}
