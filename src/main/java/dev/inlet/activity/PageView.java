package dev.inlet.activity;

import dev.inlet.call.Common;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a website, or a screen of an app, that someone saw.
 *
 * @param fields path, referrer, search, title, url and keywords, those that are known, as JSON text
 * @param properties every property as sent, as JSON text
 */
public record PageView(
    Common common,
    Kind kind,
    @Nullable String name,
    @Nullable String category,
    Map<String, String> fields,
    String properties) {

  /** The names of {@link #fields}, in their usual order. */
  public static final List<String> FIELDS =
      List.of("path", "referrer", "search", "title", "url", "keywords");

  /** Where it was seen. */
  public enum Kind {
    PAGE,
    SCREEN
  }
}
