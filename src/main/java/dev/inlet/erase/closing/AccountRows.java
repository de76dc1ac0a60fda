package dev.inlet.erase.closing;

import dev.inlet.erase.Erasure.Kind;
import java.util.Map;

/** The rows of one account, within one transaction. */
public interface AccountRows {

  /**
   * Removes as much of an account as takes a moment.
   *
   * @param place where rows are removed one after the other: not the journal, the feed, nor the
   *     account itself
   * @return how much of each kind that was; empty when nothing is left there
   */
  Map<Kind, Long> remove(ClosingPlace place, String accountId);
}
