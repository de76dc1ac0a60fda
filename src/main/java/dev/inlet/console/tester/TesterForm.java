package dev.inlet.console.tester;

import dev.inlet.call.CallType;
import dev.inlet.console.page.Form;
import dev.inlet.tester.Draft;
import dev.inlet.tester.Field;
import java.util.List;

/**
 * What stands in the event tester's form.
 *
 * @param asFields whether the call is edited as fields, otherwise as JSON
 * @param account whose key to issue for the call, unless a key is given
 * @param key a key that was pasted; empty for one that is issued
 * @param renews whether each call that is sent is a message of its own, of now
 * @param showsKey whether the curl command holds the key
 */
public record TesterForm(
    CallType type,
    boolean asFields,
    String account,
    String key,
    Draft draft,
    boolean renews,
    boolean showsKey) {

  static TesterForm of(Form form) {
    CallType type = CallType.named(form.text("type")).orElse(CallType.IDENTIFY);
    boolean asFields = form.text("as").equals("fields");
    var draft = new Draft(form.text("body"), form.text("settings"));
    return new TesterForm(
        type,
        asFields,
        form.text("account"),
        form.text("key").strip(),
        asFields && draft.problem() == null ? edited(type, draft, form) : draft,
        form.has("renews"),
        form.has("showsKey"));
  }

  private static Draft edited(CallType type, Draft draft, Form form) {
    Draft edited = draft;
    for (Field field : Field.of(type)) {
      if (form.has(field.path())) {
        edited = field.apply(edited, form.text(field.path()));
      }
    }
    for (String name : Field.customNames(type, draft)) {
      edited = edited.without(Field.customPlace(type) + "." + name);
    }
    List<String> names = form.texts("customName");
    List<String> values = form.texts("customValue");
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      if (!names.get(i).isBlank()) {
        String path = Field.customPlace(type) + "." + names.get(i).strip();
        edited = edited.withTyped(path, values.get(i));
      }
    }
    return edited;
  }

  /** The other way to edit the same call. */
  TesterForm as(boolean fields) {
    return new TesterForm(type, fields, account, key, draft, renews, showsKey);
  }

  TesterForm with(Draft other) {
    return new TesterForm(type, asFields, account, key, other, renews, showsKey);
  }
}
