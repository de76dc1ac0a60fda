package dev.inlet.alert;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be, at the moment.
 *
 * @param subject what it is about, by its id: one alert of a kind at a time for each
 * @param accountId whose it is; null for nobody's
 * @param text what it is, in a sentence
 */
public record Condition(AlertKind kind, String subject, @Nullable String accountId, String text) {

  /** What makes it one with itself later. */
  Matter matter() {
    return new Matter(kind, subject);
  }

  /** What an alert is about. */
  record Matter(AlertKind kind, String subject) {}
}
