package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a journal's folder holds, read without changing anything, while nobody writes to it.
 *
 * @param first the sequence number of the first call that is kept; one more than the last for none
 * @param last the highest sequence number so far; 0 for none
 * @param calls how many are kept
 * @param newest when the newest was stored; null for none
 */
public record JournalSurvey(long first, long last, long calls, @Nullable Instant newest) {

  /**
   * Looks at a folder, which need not be there.
   *
   * @throws IllegalStateException when it is damaged, or of a newer version; the message says what
   *     to do
   */
  public static JournalSurvey of(Path folder) {
    try {
      return of(new NioDisk(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JournalSurvey of(Disk disk, Path folder) throws IOException {
    List<String> names = Segment.names(disk, folder);
    Segment before = null;
    long first = 1;
    long calls = 0;
    long newest = Long.MIN_VALUE;
    for (String name : names) {
      Segment segment = Segment.read(disk, folder.resolve(name), name.equals(names.getLast()));
      segment.refuseGapBehind(before);
      first = before == null ? segment.first() : first;
      calls += segment.index().calls();
      newest = Math.max(newest, segment.index().newest());
      before = segment;
    }
    return new JournalSurvey(
        first,
        before == null ? 0 : before.last(),
        calls,
        calls == 0 ? null : Instant.EPOCH.plus(newest, ChronoUnit.MICROS));
  }
}
