package dev.inlet.forward;

import dev.inlet.contact.Person;
import dev.inlet.forward.Piece.Placed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks backwards through the feed for what concerns somebody, for so long. */
@Singleton
public final class ChangeSearch {
  /** In characters of the feed; a piece has some ten thousand. */
  private static final long REACH = 2L << 20;

  private final ChangeStore store;

  ChangeSearch(ChangeStore store) {
    this.store = store;
  }

  /**
   * What was found.
   *
   * @param changes the newest first
   * @param since how far back it was looked; null when that was all there is
   */
  public record Found(List<Placed> changes, @Nullable Instant since) {}

  /**
   * The newest changes of an account about a contact. May block.
   *
   * @param people all ids of the contact
   * @param activities the places in the journal of what it did
   * @param most how many changes at most
   */
  public Found about(String accountId, Collection<Person> people, Set<Long> activities, int most) {
    var changes = new ArrayList<Placed>();
    long below = Long.MAX_VALUE;
    long length = 0;
    while (true) {
      List<Piece> pieces = store.newest(accountId, below);
      if (pieces.isEmpty()) {
        return new Found(changes, null);
      }
      for (Piece piece : pieces) {
        piece.after(Position.START).reversed().stream()
            .filter(one -> concerns(one.change(), people, activities))
            .forEach(changes::add);
        length += piece.text().length();
        if (length > REACH || changes.size() >= most) {
          return new Found(changes.stream().limit(most).toList(), piece.at());
        }
      }
      below = pieces.getLast().number();
    }
  }

  private static boolean concerns(
      NewChange change, Collection<Person> people, Set<Long> activities) {
    return switch (change.type()) {
      case CONTACT_UPDATED, CONTACT_MERGED, MEMBERSHIP_ADDED, OWN ->
          change.people().anyMatch(people::contains);
      case EVENT_RECEIVED, PAGE_RECEIVED, SCREEN_RECEIVED -> activities.contains(change.seq());
      case CONTACT_ERASED, COMPANY_UPDATED -> false;
    };
  }
}
