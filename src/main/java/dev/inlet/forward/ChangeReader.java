package dev.inlet.forward;

import dev.inlet.forward.ChangeStore.Extent;
import dev.inlet.forward.ChangeStore.Found;
import dev.inlet.forward.FeedReading.Page;
import dev.inlet.forward.Piece.Placed;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed: first what the changes are about, then what that looks like now. What was erased
 * meanwhile is left out.
 */
@Singleton
public final class ChangeReader {
  /** In characters of one page; one change alone may be more. */
  private static final long MOST_TEXT = 2L << 20;

  /** How often it is looked for more before a page ends that is not full. */
  private static final int LOOKS = 8;

  private final ChangeStore store;
  private final ChangeTexts texts;

  ChangeReader(ChangeStore store, ChangeTexts texts) {
    this.store = store;
    this.texts = texts;
  }

  /** The end of the feed as it is now. May block. */
  public Position end() {
    return Position.endOf(store.extent().last());
  }

  /** Changes from a position on. May block. */
  public FeedReading read(ChangeQuery query) {
    return read(query, store.extent());
  }

  /**
   * Changes from a position on, of those that were there at the last look of anybody's; of all that
   * are there now, when none of those is left. So at the end of a page there may be more, although
   * it says that it is the end, unless it brought the reader nowhere. May block.
   */
  public FeedReading follow(ChangeQuery query) {
    Position after = query.after();
    return read(query, after == null ? store.extent() : store.extentBeyond(after.piece()));
  }

  private FeedReading read(ChangeQuery query, Extent extent) {
    Position after = beginning(query, extent);
    if (after.piece() < extent.floor()
        || after.piece() == extent.floor() && after.index() < Position.END && extent.floor() > 0) {
      return new FeedReading.Missed();
    }
    if (after.piece() > extent.last()) {
      return new FeedReading.Unknown();
    }
    return new PageOfChanges(query, after, extent.last()).read();
  }

  /** The change at a position; null when it, or what it is about, is gone. May block. */
  public @Nullable ShownChange at(Position position) {
    for (Piece piece : store.read(null, position.piece(), position.piece()).pieces()) {
      for (Placed one : piece.after(Position.START)) {
        if (one.position().equals(position)) {
          return shown(one);
        }
      }
    }
    return null;
  }

  /** The position before the oldest change that is kept. May block. */
  public Position start() {
    return start(store.extent());
  }

  private static Position start(Extent extent) {
    return Position.endOf(extent.floor());
  }

  private static Position beginning(ChangeQuery query, Extent extent) {
    return query.after() == null ? start(extent) : query.after();
  }

  /**
   * How many changes there are behind a position that a reader wants, so many at most; those that
   * were erased meanwhile included. May block.
   */
  public int behind(ChangeQuery query) {
    Extent extent = store.extent();
    Position after = beginning(query, extent);
    long from = after.index() == Position.END ? after.piece() + 1 : after.piece();
    int count = 0;
    while (from <= extent.last() && count < query.limit()) {
      Found found = store.read(query.accountId(), from, extent.last());
      for (Piece piece : found.pieces()) {
        count += (int) piece.after(after).stream().filter(query::wants).count();
      }
      if (found.isAll() || found.pieces().isEmpty()) {
        break;
      }
      from = found.pieces().getLast().number() + 1;
    }
    return Math.min(count, query.limit());
  }

  /** The newest change of some kinds, as it looks now; null when none was found. May block. */
  public @Nullable ShownChange newest(@Nullable String accountId, WantedTypes types) {
    long below = Long.MAX_VALUE;
    for (int look = 0; look < LOOKS; look++) {
      List<Piece> pieces = store.newest(accountId, below);
      for (Piece piece : pieces) {
        for (Placed one : piece.after(Position.START).reversed()) {
          ShownChange shown = types.include(one.change()) ? shown(one) : null;
          if (shown != null) {
            return shown;
          }
        }
        below = piece.number();
      }
      if (pieces.isEmpty()) {
        return null;
      }
    }
    return null;
  }

  private @Nullable ShownChange shown(Placed one) {
    return texts.of(one.accountId(), List.of(one)).texts().getFirst();
  }

  /** Whether somebody may go on from a position, since nothing behind it is gone. May block. */
  public boolean holds(Position position) {
    Extent extent = store.extent();
    return position.piece() >= extent.floor() && position.piece() <= extent.last();
  }

  /** A page while it is filled. */
  private final class PageOfChanges {
    private final ChangeQuery query;
    private final long last;
    private final List<ShownChange> shown = new ArrayList<>();
    private Position reached;
    private long length;
    private boolean isFull;

    PageOfChanges(ChangeQuery query, Position after, long last) {
      this.query = query;
      this.reached = after;
      this.last = last;
    }

    Page read() {
      for (int look = 0; look < LOOKS && !isFull; look++) {
        long from = reached.index() == Position.END ? reached.piece() + 1 : reached.piece();
        if (from > last) {
          return new Page(shown, Position.endOf(last), true);
        }
        Found found = store.read(query.accountId(), from, last);
        runs(found.pieces()).forEach(this::add);
        if (found.isAll() && !isFull) {
          return new Page(shown, Position.endOf(last), true);
        }
      }
      return new Page(shown, reached, false);
    }

    /** Pieces that follow each other and are of one account are shown together. */
    private static List<List<Piece>> runs(List<Piece> pieces) {
      var runs = new ArrayList<List<Piece>>();
      for (Piece piece : pieces) {
        if (runs.isEmpty() || !runs.getLast().getLast().accountId().equals(piece.accountId())) {
          runs.add(new ArrayList<>());
        }
        runs.getLast().add(piece);
      }
      return runs;
    }

    private void add(List<Piece> run) {
      if (isFull) {
        return;
      }
      List<Placed> wanted =
          run.stream()
              .flatMap(piece -> piece.after(reached).stream())
              .filter(query::wants)
              .limit(query.limit() - shown.size() + 1L)
              .toList();
      int room = Math.min(wanted.size(), query.limit() - shown.size());
      int taken = room == 0 ? 0 : show(run.getFirst().accountId(), wanted.subList(0, room));
      isFull |= taken < wanted.size();
      if (!isFull) {
        reached = Position.endOf(run.getLast().number());
      } else if (taken > 0) {
        reached = wanted.get(taken - 1).position();
      }
    }

    /** Shows as many as there is room for, and tells how many that were. */
    private int show(String accountId, List<Placed> wanted) {
      ChangeTexts.Texts made = texts.of(accountId, wanted);
      int taken = 0;
      while (taken < made.looked() && (length == 0 || length <= MOST_TEXT)) {
        ShownChange one = made.texts().get(taken);
        if (one != null) {
          shown.add(one);
          length += one.json().length();
        }
        taken++;
      }
      return taken;
    }
  }
}
