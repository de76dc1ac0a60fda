package dev.inlet.handler;

import java.util.List;

/** Inlet's own handlers. */
public final class OurHandlers {
  private OurHandlers() {}

  /** All of them. */
  public static Handlers all() {
    return with(new ScreenHandler());
  }

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
