package dev.inlet.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery must mention to be found.
 *
 * @param text a part of what was sent, of the message's id or of what its sender was told, whatever
 *     the case of its letters; null for anything
 * @param people ids, one of which it must be about; empty for anybody
 */
public record Mention(@Nullable String text, Set<String> people) {
  /** Nothing. */
  public static final Mention NONE = new Mention(null, Set.of());

  /** Whether anything is asked for. */
  public boolean isAny() {
    return text == null && people.isEmpty();
  }

  /**
   * Whether a delivery mentions it.
   *
   * @param told what its sender was told
   * @param body what was sent; null when that is not kept
   */
  public boolean isIn(@Nullable String messageId, @Nullable String told, byte @Nullable [] body) {
    return isAbout(body) && (text == null || has(messageId) || has(told) || has(body));
  }

  private boolean isAbout(byte @Nullable [] body) {
    return people.isEmpty()
        || body != null && Subject.of(body).ids().stream().anyMatch(people::contains);
  }

  private boolean has(byte @Nullable [] body) {
    return body != null && has(new String(body, StandardCharsets.UTF_8));
  }

  private boolean has(@Nullable String where) {
    return where != null
        && where.toLowerCase(Locale.ROOT).contains(String.valueOf(text).toLowerCase(Locale.ROOT));
  }
}
