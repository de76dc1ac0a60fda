package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import java.util.List;

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

  /** What the call asks for; an empty list when it asks for nothing. */
  List<Change> handle(C call, Settings settings);
}
