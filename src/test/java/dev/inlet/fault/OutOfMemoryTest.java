package dev.inlet.fault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** That the process ends is shown by {@code OutOfMemoryIT}. */
class OutOfMemoryTest {
  /** As Netty's, which says that there is no memory left outside of the heap. */
  @SuppressWarnings("serial")
  private static final class OutOfDirectMemoryError extends OutOfMemoryError {}

  @Test
  void isFoundAsTheCauseOfWhatADriverThrows() {
    assertTrue(OutOfMemory.isIn(new OutOfMemoryError()));
    assertTrue(
        OutOfMemory.isIn(
            new CompletionException(new SQLException("90108", new OutOfMemoryError()))));
  }

  @Test
  void isNoOtherFailure() {
    assertFalse(OutOfMemory.isIn(new StackOverflowError()));
    assertFalse(OutOfMemory.isIn(new CompletionException(new OutOfDirectMemoryError())));
  }

  @Test
  void isNotSoughtForEverInARing() {
    var first = new IllegalStateException();
    first.initCause(new IllegalArgumentException(first));

    assertFalse(OutOfMemory.isIn(first));
  }
}
