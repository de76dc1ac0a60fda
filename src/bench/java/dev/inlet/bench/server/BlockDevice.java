package dev.inlet.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The device that a folder is on, as Linux tells of it. What other programs write to it counts as
 * well, so its figures are for a machine on which nothing else happens.
 */
public record BlockDevice(Path statistics) {
  private static final int SECTOR = 512;
  private static final int SECTORS_WRITTEN = 6;

  /** The device under a folder. */
  public static BlockDevice under(Path folder) throws IOException {
    long device = (Long) Files.getAttribute(folder, "unix:dev");
    long major = device >> 8 & 0xfff;
    long minor = device & 0xff | device >> 12 & 0xfff00;
    return new BlockDevice(Path.of("/sys/dev/block/%d:%d/stat".formatted(major, minor)));
  }

  /** What was written to it since it is there, in bytes; 0 where Linux does not tell. */
  public long writtenBytes() throws IOException {
    if (!Files.exists(statistics)) {
      return 0;
    }
    String[] fields = Files.readString(statistics).strip().split("\\s+");
    return SECTOR * Long.parseLong(fields[SECTORS_WRITTEN]);
  }
}
