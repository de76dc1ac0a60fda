package dev.inlet.forward;

import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for.
 *
 * @param accountId whose; null for everybody's
 * @param after from where on; null for the oldest that there is
 * @param types of which kinds
 * @param limit how many at most
 */
public record ChangeQuery(
    @Nullable String accountId, @Nullable Position after, WantedTypes types, int limit) {

  boolean wants(Piece.Placed one) {
    return types.include(one.change());
  }

  ChangeQuery goingOnAfter(Position position) {
    return new ChangeQuery(accountId, position, types, limit);
  }
}
