package dev.inlet.crash;

import dev.inlet.Application;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Inlet as it is shipped, on drivers that let it die at the {@link CrashPoint} that it reads from
 * its standard input. The last one counts.
 */
public final class CrashingInlet {
  private CrashingInlet() {}

  public static void main(String[] args) throws SQLException {
    DriverManager.registerDriver(new CrashingDriver());
    System.setProperty(CrashPoint.PROPERTY, "true");
    Thread.ofPlatform().daemon().start(CrashingInlet::listen);
    Application.main(args);
  }

  private static void listen() {
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      lines.lines().map(CrashPoint::parse).forEach(Crash::ahead);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
