package dev.inlet.handler;

import java.util.List;

/** Inlet's own handlers, but one. */
public final class OurHandlers {
  private OurHandlers() {}

  /** All of them, with another one for screens. */
  public static Handlers with(Handler<?> screens) {
    return new Handlers(
        List.of(
            new IdentifyHandler(),
            new TrackHandler(),
            new PageHandler(),
            screens,
            new GroupHandler(),
            new AliasHandler(),
            new DeleteHandler()));
  }
}
