package dev.inlet.simulation.machine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file: as the system shows it, and as the disk has it. Between the two lie the
 * changes that nobody has forced yet, of which a power cut leaves all, nothing or some sectors.
 */
public final class SimulatedFile {
  private static final int SECTOR = 512;

  /** Bytes that were written, or a new length when there are none. */
  private record Change(long position, byte @Nullable [] bytes) {}

  /** Bytes and how many of them count. */
  private static final class Content {
    private byte[] bytes = new byte[0];
    private int size;

    private void write(int position, byte[] from, int start, int length) {
      int end = position + length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(from, start, bytes, position, length);
      size = Math.max(size, end);
    }

    private void cut(int length) {
      if (length < size) {
        Arrays.fill(bytes, length, size, (byte) 0);
        size = length;
      }
    }

    private void resize(int length) {
      cut(length);
      if (length > size) {
        write(length, bytes, 0, 0);
      }
    }

    private void take(Change change) {
      if (change.bytes() == null) {
        cut((int) change.position());
      } else {
        write((int) change.position(), change.bytes(), 0, change.bytes().length);
      }
    }
  }

  private final Content shown = new Content();
  private final Content onDisk = new Content();
  private final List<Change> unforced = new ArrayList<>();

  long size() {
    return shown.size;
  }

  void read(ByteBuffer into, long position) {
    if (position < shown.size) {
      int length = (int) Math.min(into.remaining(), shown.size - position);
      into.put(shown.bytes, (int) position, length);
    }
  }

  /** Writes the first bytes of a buffer. */
  void write(ByteBuffer from, int length, long position) {
    var bytes = new byte[length];
    from.get(bytes);
    make(new Change(position, bytes));
  }

  void truncate(long size) {
    make(new Change(size, null));
  }

  private void make(Change change) {
    shown.take(change);
    unforced.add(change);
  }

  void force() {
    unforced.forEach(onDisk::take);
    unforced.clear();
    onDisk.resize(shown.size);
  }

  /**
   * Forcing fails: some of what was written is not on the disk, and never will be, though the
   * system goes on to show it and forces none of it any more. Linux does so; the length it still
   * knows.
   */
  void failToForce(SplittableRandom random) {
    for (Change change : unforced) {
      if (change.bytes() != null && random.nextBoolean()) {
        onDisk.take(change);
      }
    }
    unforced.removeIf(change -> change.bytes() != null);
  }

  /** The power is gone, and with it what the disk does not have. */
  void lose(SplittableRandom random) {
    for (Change change : unforced) {
      switch (random.nextInt(3)) {
        case 0 -> onDisk.take(change);
        case 1 -> takeSome(change, random);
        default -> {}
      }
    }
    unforced.clear();
    shown.cut(0);
    shown.write(0, onDisk.bytes, 0, onDisk.size);
  }

  private void takeSome(Change change, SplittableRandom random) {
    if (change.bytes() == null) {
      return;
    }
    int from = 0;
    while (from < change.bytes().length) {
      int toSectorEnd = SECTOR - (int) ((change.position() + from) % SECTOR);
      int length = Math.min(toSectorEnd, change.bytes().length - from);
      if (random.nextBoolean()) {
        onDisk.write((int) change.position() + from, change.bytes(), from, length);
      }
      from += length;
    }
  }
}
