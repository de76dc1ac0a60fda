package dev.inlet.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Something that is to be seen of what calls have said; the model's, or the database's. */
sealed interface Fact {

  /** What a fact is of. */
  record Of(String accountId, String kind, String id) {}

  /** A contact, under the id it is known by. */
  record OfContact(
      List<String> anonymousIds, Map<String, String> traits, Instant firstAt, Instant lastAt)
      implements Fact {}

  /** A company. */
  record OfCompany(Set<String> members, Map<String, String> traits, Instant firstAt, Instant lastAt)
      implements Fact {}

  /**
   * What a message has left behind of events and page views.
   *
   * @param properties of each; only one should be
   */
  record OfActivity(List<String> properties) implements Fact {}

  /** That a call is set aside. */
  record SetAside() implements Fact {}
}
