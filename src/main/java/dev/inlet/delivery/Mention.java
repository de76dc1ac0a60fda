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
  /** So many ids are looked for before a body is read. */
  private static final int FEW = 16;

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
        || body != null
            && mayBeAbout(body)
            && Subject.of(body).ids().stream().anyMatch(people::contains);
  }

  /** Without reading it: an id stands there as it is, unless something is escaped. */
  private boolean mayBeAbout(byte[] body) {
    return people.size() > FEW
        || AsciiText.has(body, "\\")
        || people.stream().anyMatch(id -> !AsciiText.isPlain(id) || AsciiText.has(body, id));
  }

  private boolean has(byte @Nullable [] body) {
    if (body == null || text == null) {
      return false;
    }
    return AsciiText.isPlain(text)
        ? AsciiText.has(body, text)
        : has(new String(body, StandardCharsets.UTF_8));
  }

  private boolean has(@Nullable String where) {
    return where != null
        && where.toLowerCase(Locale.ROOT).contains(String.valueOf(text).toLowerCase(Locale.ROOT));
  }
}
