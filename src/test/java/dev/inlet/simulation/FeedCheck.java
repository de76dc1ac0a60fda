package dev.inlet.simulation;

import dev.inlet.forward.NewChange;
import dev.inlet.forward.Piece;
import dev.inlet.forward.Position;
import dev.inlet.simulation.machine.SimulatedActivities.Activity;
import dev.inlet.simulation.machine.SimulatedActivities.ActivityKey;
import dev.inlet.simulation.machine.SimulatedChanges.PieceKey;
import dev.inlet.simulation.machine.SimulatedCompanies.MemberKey;
import dev.inlet.simulation.machine.SimulatedDatabase.Committed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the feed against what is there: each activity and membership is told of exactly once, each
 * contact and company at least once, and nothing else.
 */
final class FeedCheck {

  /** A change, without what may be told of again. */
  private record Told(String accountId, String what, String about) {}

  private FeedCheck() {}

  /** Checks all that can be seen in a database. */
  static void check(Committed database, Map<Fact.Of, Fact> facts) {
    List<Told> once = new ArrayList<>();
    Set<Told> often = new HashSet<>();
    database
        .all(PieceKey.class)
        .values()
        .forEach(
            (Piece piece) -> {
              for (Piece.Placed placed : piece.after(Position.START)) {
                Told told = told(piece.accountId(), placed.change());
                switch (placed.change().type()) {
                  case CONTACT_UPDATED, CONTACT_MERGED, COMPANY_UPDATED -> often.add(told);
                  case CONTACT_ERASED,
                      MEMBERSHIP_ADDED,
                      EVENT_RECEIVED,
                      PAGE_RECEIVED,
                      SCREEN_RECEIVED ->
                      once.add(told);
                }
              }
            });
    Set<Told> different = new HashSet<>(once);
    if (different.size() < once.size()) {
      different.forEach(once::remove);
      throw new Violation("Told twice: " + once);
    }
    compare(thereOnce(database), different);
    Set<Told> expected =
        facts.keySet().stream()
            .filter(of -> of.kind().equals("contact") || of.kind().equals("company"))
            .map(of -> new Told(of.accountId(), of.kind(), of.id()))
            .collect(Collectors.toSet());
    expected.removeAll(often);
    if (!expected.isEmpty()) {
      throw new Violation("Never told: " + expected);
    }
  }

  private static void compare(Set<Told> there, Set<Told> told) {
    if (!there.equals(told)) {
      Set<Told> lost = new HashSet<>(there);
      lost.removeAll(told);
      Set<Told> invented = new HashSet<>(told);
      invented.removeAll(there);
      throw new Violation("Never told: %s; told, and not there: %s".formatted(lost, invented));
    }
  }

  private static Set<Told> thereOnce(Committed database) {
    Set<Told> there = new HashSet<>();
    for (Activity one : database.all(ActivityKey.class).values()) {
      there.add(
          new Told(
              one.accountId(), one.isEvent() ? "event" : "page view", Long.toString(one.seq())));
    }
    for (MemberKey key : database.all(MemberKey.class).keySet()) {
      there.add(
          new Told(
              key.accountId(), "membership", about(List.of(key.member().key(), key.groupId()))));
    }
    return there;
  }

  private static Told told(String accountId, NewChange change) {
    return switch (change.type()) {
      case CONTACT_UPDATED, CONTACT_MERGED ->
          new Told(accountId, "contact", change.about().getFirst());
      case COMPANY_UPDATED -> new Told(accountId, "company", change.about().getFirst());
      case MEMBERSHIP_ADDED -> new Told(accountId, "membership", about(change.about()));
      case EVENT_RECEIVED -> new Told(accountId, "event", change.about().getFirst());
      case PAGE_RECEIVED, SCREEN_RECEIVED ->
          new Told(accountId, "page view", change.about().getFirst());
      case CONTACT_ERASED, OWN -> throw new Violation("Nobody asked for it: " + change);
    };
  }

  private static String about(List<String> parts) {
    return String.join(" ", parts);
  }
}
