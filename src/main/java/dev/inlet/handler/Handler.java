package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.Warning;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of call means.
 *
 * <p>A handler is pure: the same call and settings always ask for the same changes, and it knows
 * neither database nor HTTP. It may be asked again for a call that was processed halfway. What it
 * throws sets the call aside, visible and replayable.
 *
 * <p>To replace one, declare a bean of this type for the same call class with {@code @Replaces}.
 *
 * @param <C> the calls it handles
 */
public interface Handler<C extends Call> {

  /** The class of call it handles. */
  Class<C> handles();

  /**
   * Why the call is not taken; null when it is. Asked once, before the call is stored: the call is
   * then answered 400 with the sentence of the objection, and Segment does not send it again. Must
   * not wait for anything.
   */
  default @Nullable Objection objection(C call, Settings settings) {
    return null;
  }

  /** What had to be guessed or repaired to see what the call means; empty nearly always. */
  default Set<Warning> warnings(C call, Settings settings) {
    return Set.of();
  }

  /** What the call asks for; an empty list when it asks for nothing. */
  List<Change> handle(C call, Settings settings);
}
