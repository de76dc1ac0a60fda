package dev.inlet;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.NullMarked;

/**
 * What the jar begins with. It is compiled for Java 8, so that an older Java can load it, and say
 * which one is needed where it could only fail on the classes of {@code Application}.
 */
@NullMarked
public final class Launcher {
  private static final int NEEDED = 25;
  private static final String PROGRAM = "dev.inlet.Application";

  private Launcher() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String version = System.getProperty("java.specification.version");
    if (feature(version) < NEEDED) {
      System.err.println(
          "Inlet does not start: it needs Java " + NEEDED + ", this is " + shown(version));
      System.exit(1);
    }
    try {
      Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Java 8 calls itself 1.8. */
  private static String shown(String version) {
    return version.startsWith("1.") ? version.substring(2) : version;
  }

  private static int feature(String version) {
    try {
      return Integer.parseInt(shown(version));
    } catch (NumberFormatException e) {
      return NEEDED; // Who calls themselves otherwise may try.
    }
  }
}
