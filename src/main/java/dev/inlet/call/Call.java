package dev.inlet.call;

import org.jspecify.annotations.Nullable;

/**
 * One Segment message, decoded: well-formed, and complete for its type.
 *
 * <p>A new kind of call is a new permitted record; every {@code switch} over calls then fails to
 * compile until it says what the new kind means there.
 */
public sealed interface Call {
  /** What the call carries whatever its type. */
  Common common();

  /** Which of Segment's calls this is. */
  CallType type();

  /** Who someone is. */
  record Identify(Common common, Traits traits) implements Call {
    @Override
    public CallType type() {
      return CallType.IDENTIFY;
    }
  }

  /**
   * What someone did.
   *
   * @param event its name; null for a call that carries nothing but context
   */
  record Track(Common common, @Nullable String event, Properties properties) implements Call {
    @Override
    public CallType type() {
      return CallType.TRACK;
    }
  }

  /** Which page of a website someone saw. */
  record Page(
      Common common, @Nullable String name, @Nullable String category, Properties properties)
      implements Call {
    @Override
    public CallType type() {
      return CallType.PAGE;
    }
  }

  /** Which screen of an app someone saw. */
  record Screen(
      Common common, @Nullable String name, @Nullable String category, Properties properties)
      implements Call {
    @Override
    public CallType type() {
      return CallType.SCREEN;
    }
  }

  /** Which group, kept here as a company, someone belongs to. */
  record Group(Common common, String groupId, Traits traits) implements Call {
    @Override
    public CallType type() {
      return CallType.GROUP;
    }
  }

  /** That whoever the call names is to be forgotten. */
  record Delete(Common common) implements Call {
    @Override
    public CallType type() {
      return CallType.DELETE;
    }
  }

  /** That what was known under {@code previousId} belongs to the user of this call. */
  record Alias(Common common, String userId, String previousId) implements Call {
    @Override
    public CallType type() {
      return CallType.ALIAS;
    }
  }
}
