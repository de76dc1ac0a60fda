package dev.inlet.audit;

import dev.inlet.codec.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done to what. Never a secret, nor an id that a customer's calls know somebody by: what
 * is noted outlives an erasure.
 *
 * @param accountId whose it is; null for what belongs to no account
 * @param subject the id or name of what it was done to; null for what is one of its kind
 * @param details more of it: JSON by name
 */
public record Deed(
    Action action,
    @Nullable String accountId,
    @Nullable String subject,
    Map<String, String> details) {

  /** Something done to an account, or within it. */
  public static Deed in(String accountId, Action action, @Nullable String subject) {
    return new Deed(action, accountId, subject, Map.of());
  }

  /** Something done to what belongs to no account. */
  public static Deed of(Action action, @Nullable String subject) {
    return new Deed(action, null, subject, Map.of());
  }

  /** The same with some text more; the same when there is none. */
  public Deed with(String name, @Nullable String text) {
    return text == null ? this : withJson(name, Json.quote(text));
  }

  /** The same with a number more. */
  public Deed with(String name, long number) {
    return withJson(name, Long.toString(number));
  }

  /** The same with a list of texts more. */
  public Deed with(String name, Iterable<String> texts) {
    var quoted = new StringBuilder();
    for (String text : texts) {
      quoted.append(quoted.isEmpty() ? "" : ",").append(Json.quote(text));
    }
    return withJson(name, "[" + quoted + "]");
  }

  private Deed withJson(String name, String json) {
    var more = new LinkedHashMap<>(details);
    more.put(name, json);
    return new Deed(action, accountId, subject, more);
  }
}
