package dev.inlet.storage.file;

import dev.inlet.storage.file.BlockIndex.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calls of a log over all its segments, a block at a time, oldest or newest first. Blocks
 * and frames that hold nothing of the accounts that are asked for are passed over by their headers.
 *
 * <p>Failures of the disk are {@link UncheckedIOException}s.
 */
final class LogReader {
  private final LogSegments segments;

  LogReader(LogSegments segments) {
    this.segments = segments;
  }

  /**
   * Reads calls, oldest first, as long as the visitor wants more.
   *
   * @param after exclusive
   * @param upTo inclusive, and not beyond the last that is durable
   * @param accounts which accounts' at least, as in {@link FrameHeader}
   */
  void read(long after, long upTo, long accounts, Predicate<FrameReader> visitor) {
    long next = after + 1;
    try {
      while (next <= upTo) {
        try (SegmentReader segment = segments.openAt(next)) {
          if (segment == null || !read(segment, next, upTo, accounts, visitor)) {
            return;
          }
          next = segment.segment().last() + 1;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean read(
      SegmentReader segment, long from, long to, long accounts, Predicate<FrameReader> visitor)
      throws IOException {
    BlockIndex index = segment.segment().index();
    for (int i = index.find(from); i < index.size(); i++) {
      Block block = index.block(i);
      if (block.first() > to) {
        return false;
      }
      if ((block.accounts() & accounts) != 0) {
        for (FrameReader frame : segment.frames(block)) {
          if (!read(frame, from, to, accounts, visitor)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean read(
      FrameReader frame, long from, long to, long accounts, Predicate<FrameReader> visitor) {
    if ((frame.header().accounts() & accounts) == 0 || frame.header().last() < from) {
      return true;
    }
    while (frame.next()) {
      if (frame.seq() > to) {
        return false;
      }
      if (frame.seq() >= from && !visitor.test(frame)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a visitor makes of calls, newest first; it returns null for those that are not wanted.
   *
   * @param below exclusive, and not beyond the place behind the last that is durable
   * @param above exclusive
   * @param accounts which accounts' at least, as in {@link FrameHeader}
   * @param warned whether only those of which something was told as they were appended
   * @param limit how many at most
   */
  <T> List<T> newest(
      long below,
      long above,
      long accounts,
      boolean warned,
      int limit,
      Function<FrameReader, @Nullable T> visitor) {
    var search = new Search<T>(above, accounts, warned, limit, visitor, new ArrayList<>());
    long end = below;
    try {
      while (search.goesOnBelow(end)) {
        try (SegmentReader segment = segments.openBelow(end)) {
          if (segment == null) {
            break;
          }
          search.in(segment, end);
          end = Math.min(end, segment.segment().first());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return search.found();
  }

  /** A search from the newest call on, and what it has found so far. */
  private record Search<T>(
      long above,
      long accounts,
      boolean warned,
      int limit,
      Function<FrameReader, @Nullable T> visitor,
      List<T> found) {

    boolean goesOnBelow(long end) {
      return end > above + 1 && found.size() < limit;
    }

    void in(SegmentReader segment, long below) throws IOException {
      BlockIndex index = segment.segment().index();
      long end = below;
      for (int i = index.size() == 0 ? -1 : index.find(end - 1); i >= 0 && goesOnBelow(end); i--) {
        Block block = index.block(i);
        if ((block.accounts() & accounts) != 0 && (block.hasWarnings() || !warned)) {
          List<T> some = wanted(segment.frames(block), end);
          found.addAll(some.subList(0, Math.min(some.size(), limit - found.size())));
        }
        end = Math.min(end, block.first());
      }
    }

    private List<T> wanted(List<FrameReader> frames, long below) {
      var wanted = new ArrayList<T>();
      for (FrameReader frame : frames) {
        read(
            frame,
            above + 1,
            below - 1,
            accounts,
            call -> {
              T one = visitor.apply(call);
              if (one != null) {
                wanted.add(one);
              }
              return true;
            });
      }
      Collections.reverse(wanted);
      return wanted;
    }
  }
}
