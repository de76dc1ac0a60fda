package dev.inlet.operate;

import java.util.Optional;

/** Which version of Inlet this is. */
public final class Version {
  private Version() {}

  /** As the jar says, such as {@code 0.1.0}; {@code development} where there is none. */
  public static String get() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
