package dev.inlet.contact;

import dev.inlet.merge.Stamp;
import java.util.Map;

/** What a call says about people. */
public sealed interface ContactChange {

  /** The message that says so. */
  Stamp stamp();

  /**
   * Someone was identified.
   *
   * @param traits every trait by the name it was sent with, as JSON text
   * @param fields the reserved ones by Segment's names, as JSON text
   */
  record Identified(
      Person person, Map<String, String> traits, Map<String, String> fields, Stamp stamp)
      implements ContactChange {}

  /** An anonymous id turned out to belong to a user. */
  record Linked(String anonymousId, String userId, Stamp stamp) implements ContactChange {}
}
