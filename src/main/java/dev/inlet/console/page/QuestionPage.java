package dev.inlet.console.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks before something is done that refuses calls.
 *
 * @param title the question
 * @param consequences what will happen, a sentence each
 * @param action where the form is sent, which does it when the field {@value #SURE} is there
 * @param fields what the form sends besides
 * @param button what pressing it does
 * @param back where somebody goes who does not want it
 */
public record QuestionPage(
    Section section,
    @Nullable String account,
    String title,
    List<String> consequences,
    String action,
    Map<String, String> fields,
    String button,
    String back)
    implements Page {
  /** The field that says that somebody was asked. */
  public static final String SURE = "sure";

  /** Whether a form may do it. */
  public static boolean isAnswered(Form form) {
    return form.has(SURE);
  }

  @Override
  public String template() {
    return "question";
  }
}
