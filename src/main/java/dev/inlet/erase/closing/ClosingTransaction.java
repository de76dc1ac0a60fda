package dev.inlet.erase.closing;

import dev.inlet.erase.ErasureBooks;
import dev.inlet.erase.KeptRows;
import java.util.Optional;

/** One transaction in which an account is erased a step further: all of it happens, or nothing. */
public interface ClosingTransaction {

  /** What is left of one, locked; none when it is completed, or another instance is at it. */
  Optional<ClosingWork> lock(long id);

  /** Notes how far it has come. */
  void move(ClosingWork work);

  /** Whether people of the account are still being erased on their own. */
  boolean isErasingPeople(String accountId);

  /** What counts, and what notes calls for the journal to be cleaned of. */
  ErasureBooks books();

  KeptRows rows();

  AccountRows account();
}
