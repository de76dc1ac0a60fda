package dev.inlet.command;

import dev.inlet.codec.JsonMembers;
import dev.inlet.command.remote.AdminApi;
import dev.inlet.command.remote.ServerOptions;
import dev.inlet.command.remote.Surroundings;
import dev.inlet.command.remote.WholeFile;
import dev.inlet.operate.BackupContents;
import dev.inlet.operate.BackupsAtRest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backing up all that is stored, and restoring it. */
final class BackupCommands {
  private static final String PATH = "/api/backup";

  private BackupCommands() {}

  @Command(
      name = "backup",
      description = {
        "Writes all that is stored into a file, while Inlet runs or is stopped.",
        "",
        "It asks the running server; where nobody answers, and no address is given, it reads the"
            + " files itself. On PostgreSQL use pg_dump or pg_basebackup. The file holds what"
            + " people sent, and who it belongs to alone may read it."
      })
  static final class Backup implements Runnable {
    private final Surroundings around;
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "such as inlet-monday.zip; must not be there")
    private Path file = Path.of("");

    Backup(Surroundings around) {
      this.around = around;
    }

    @Override
    public void run() {
      BackupContents contents =
          withBackups(around, backups -> WholeFile.write(file, part -> take(backups, part)));
      around
          .out()
          .println(
              server.isJson()
                  ? asJson(file, contents)
                  : "Backed up to %s: calls up to %d, %,d bytes once restored"
                      .formatted(file, contents.journalEnd(), contents.bytes()));
    }

    private BackupContents take(BackupsAtRest backups, Path part) throws IOException {
      if (!isServed(part)) {
        backups.backUp(part);
      }
      return backups.verify(part);
    }

    /** Whether a server has written it; false when none answers, and none was asked for. */
    private boolean isServed(Path part) throws IOException {
      try (AdminApi api = server.open(around);
          OutputStream out = Files.newOutputStream(part)) {
        return api.save(PATH, out, server.isNamed(around));
      }
    }
  }

  @Command(
      name = "restore",
      description = {
        "Puts a backup where a server looks for its files, which holds nothing yet.",
        "",
        "Start the server afterwards. If this is killed, run it again."
      })
  static final class Restore implements Runnable {
    private final Surroundings around;

    @Parameters(paramLabel = "FILE", description = "what inlet backup has written")
    private Path file = Path.of("");

    @Option(names = "--json", description = "prints an object")
    private boolean json;

    Restore(Surroundings around) {
      this.around = around;
    }

    @Override
    public void run() {
      BackupContents contents = withBackups(around, backups -> backups.restore(file));
      around
          .out()
          .println(
              json
                  ? asJson(file, contents)
                  : "Restored what Inlet %s backed up at %s: calls up to %d, %d of them to be processed"
                      .formatted(
                          contents.version(),
                          contents.takenAt(),
                          contents.journalEnd(),
                          contents.journalEnd() - contents.mark()));
    }
  }

  private static BackupContents withBackups(
      Surroundings around, Function<BackupsAtRest, BackupContents> work) {
    return Offline.use(around.variables(), offline -> work.apply(offline.backups()));
  }

  private static String asJson(Path file, BackupContents contents) {
    return new JsonMembers()
        .text("file", file.toString())
        .text("version", contents.version())
        .instant("takenAt", contents.takenAt())
        .number("mark", contents.mark())
        .number("journalEnd", contents.journalEnd())
        .number("bytes", contents.bytes())
        .toString();
  }
}
