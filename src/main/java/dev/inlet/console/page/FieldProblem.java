package dev.inlet.console.page;

import dev.inlet.operate.OperationRefused;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a form was not taken, and at which of its fields.
 *
 * @param field the field's name; null when it is none of them
 */
public record FieldProblem(@Nullable String field, String message) {

  /**
   * Of a refusal, which says what is wrong with what.
   *
   * @param words what refusals say of a field, by the field's name
   */
  public static FieldProblem of(OperationRefused refusal, Map<String, String> words) {
    String field =
        words.entrySet().stream()
            .filter(word -> refusal.message().contains(word.getValue()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    return new FieldProblem(field, refusal.message());
  }

  /** Whether it is about this field. */
  public boolean isAt(String name) {
    return name.equals(field);
  }
}
