package dev.inlet.crash;

import dev.inlet.Application;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Inlet as it is shipped, on drivers that let it die at the {@link CrashPoint} it is started with.
 */
public final class CrashingInlet {
  private CrashingInlet() {}

  public static void main(String[] args) throws SQLException {
    DriverManager.registerDriver(new CrashingDriver());
    Application.main(args);
  }
}
