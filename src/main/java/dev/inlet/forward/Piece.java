package dev.inlet.forward;

import dev.inlet.contact.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Changes of one account that became visible together: a row of the feed. So a batch of calls costs
 * a row for each account, however many changes it makes.
 *
 * @param number greater than those of all pieces that were visible before
 * @param at when they were made
 * @param text the changes, as {@link PieceText} writes them
 */
public record Piece(long number, String accountId, Instant at, String text) {

  /** A change in its place. */
  public record Placed(Position position, String accountId, Instant at, NewChange change) {}

  /** The changes behind a position, in their order; those that were taken away are left out. */
  public List<Placed> after(Position position) {
    var after = new ArrayList<Placed>();
    List<NewChange> changes = PieceText.read(text);
    for (int i = 0; i < changes.size(); i++) {
      var place = new Position(number, i == changes.size() - 1 ? Position.END : i);
      if (place.compareTo(position) > 0 && changes.get(i) != PieceText.GONE) {
        after.add(new Placed(place, accountId, at, changes.get(i)));
      }
    }
    return after;
  }

  /** The same piece with no change in any of its places. */
  public Piece emptied() {
    List<NewChange> gone = PieceText.read(text).stream().map(one -> PieceText.GONE).toList();
    return new Piece(number, accountId, at, PieceText.write(gone).getFirst());
  }

  /**
   * The same piece without the changes that name somebody; the others keep their places. The very
   * same when there is none.
   */
  public Piece without(Predicate<Person> somebody) {
    List<NewChange> changes = PieceText.read(text);
    List<NewChange> kept =
        changes.stream()
            .map(change -> change.people().anyMatch(somebody) ? PieceText.GONE : change)
            .toList();
    return kept.equals(changes)
        ? this
        : new Piece(number, accountId, at, PieceText.write(kept).getFirst());
  }
}
