package dev.inlet.forward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A feed in memory. */
public final class RememberedChanges implements ChangeStore {
  private static final int PIECES = 3;

  private final TreeMap<Long, Piece> pieces;
  private long last;
  private long floor;

  /** One whose pieces are kept here. */
  public RememberedChanges(TreeMap<Long, Piece> pieces) {
    this.pieces = pieces;
  }

  /** All changes that an account's pieces have, but for those that were taken away. */
  public List<NewChange> of(String accountId) {
    return pieces.values().stream()
        .filter(piece -> piece.accountId().equals(accountId))
        .flatMap(piece -> piece.after(Position.START).stream())
        .map(Piece.Placed::change)
        .toList();
  }

  @Override
  public void append(Instant at, Map<String, List<NewChange>> byAccount) {
    byAccount.forEach(
        (account, changes) ->
            PieceText.write(changes)
                .forEach(
                    text -> {
                      last++;
                      pieces.put(last, new Piece(last, account, at, text));
                    }));
  }

  @Override
  public long last() {
    return last;
  }

  @Override
  public Extent extent() {
    return new Extent(floor, last);
  }

  @Override
  public Found read(@Nullable String accountId, long from, long upTo) {
    List<Piece> asked =
        pieces.tailMap(from).headMap(upTo + 1).values().stream()
            .filter(piece -> accountId == null || piece.accountId().equals(accountId))
            .toList();
    return new Found(asked.stream().limit(PIECES).toList(), asked.size() <= PIECES);
  }

  @Override
  public List<Piece> newest(@Nullable String accountId, long below) {
    return pieces.headMap(below).values().stream()
        .filter(piece -> accountId == null || piece.accountId().equals(accountId))
        .toList()
        .reversed()
        .stream()
        .limit(PIECES)
        .toList();
  }

  @Override
  public int purge(Instant before, int most) {
    var old = new ArrayList<Long>();
    for (Piece piece : pieces.values()) {
      if (old.size() == most || !piece.at().isBefore(before)) {
        break;
      }
      old.add(piece.number());
    }
    old.forEach(pieces::remove);
    floor = old.isEmpty() ? floor : old.getLast();
    return old.size();
  }

  @Override
  public boolean isShared() {
    return false;
  }
}
