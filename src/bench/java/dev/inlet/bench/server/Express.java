package dev.inlet.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Installs {@code src/bench/express} with npm below {@code target/bench}. */
public final class Express {
  private static final Path SOURCE = Path.of("src", "bench", "express");
  private static final Path FOLDER = Path.of("target", "bench", "npm");
  private static final int INSTALL_MINUTES = 3;

  private Express() {}

  /** Whether it can be started; installs it, and takes what npm has kept if it has. */
  public static boolean isInstalled() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "server.mjs")) {
      Files.write(FOLDER.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
    }
    return runs("node", "--version")
        && runs(
            "npm", "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
  }

  /** The command that starts it, from the folder where the benchmark runs. */
  static List<String> command() {
    return List.of("node", FOLDER.resolve("server.mjs").toString());
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve(command[0] + ".log").toFile())
              .start();
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }
}
