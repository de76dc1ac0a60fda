package dev.inlet.console.page;

import org.jspecify.annotations.Nullable;

/**
 * What one page shows. A controller returns it, and the console draws it with its template, which
 * takes two parameters: {@code Frame frame}, and the record itself as {@code page}.
 */
public interface Page {

  /** The template's file in {@code src/main/jte}, without its ending. */
  String template();

  /** What the browser's tab and the page's heading say. */
  String title();

  /** Which part of the console it belongs to; null for a page outside of them. */
  @Nullable Section section();

  /** Whose data it shows, so that the navigation stays with that account; null for nobody's. */
  default @Nullable String account() {
    return null;
  }
}
