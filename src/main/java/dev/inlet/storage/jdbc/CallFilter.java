package dev.inlet.storage.jdbc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Narrows a query for calls, or refusals of calls, to some of them. */
public final class CallFilter {
  private CallFilter() {}

  /**
   * Adds conditions on the columns {@code type} and {@code message_id}; none for what is null.
   *
   * @param type in any case
   */
  public static void narrow(
      StringBuilder sql,
      List<Object> arguments,
      @Nullable String type,
      @Nullable String messageId) {
    if (type != null) {
      sql.append(" AND type = ?");
      arguments.add(type.toLowerCase(Locale.ROOT));
    }
    if (messageId != null) {
      sql.append(" AND message_id = ?");
      arguments.add(messageId);
    }
  }
}
