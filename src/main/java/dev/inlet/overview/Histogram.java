package dev.inlet.overview;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * How often answers took how long, in buckets of which each is a sixteenth of an octave wide: from
 * 16 microseconds to four minutes a time is off by 3 % at most, whatever was added up. Shorter ones
 * are exact to the microsecond, longer ones count as the longest. Immutable.
 */
public final class Histogram {
  /** Of no answer. */
  public static final Histogram NONE = new Histogram(new int[0], new long[0]);

  private static final int SUB_BITS = 4;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int TOP_OCTAVE = 27;

  /** How many buckets there are. */
  static final int BUCKETS = (TOP_OCTAVE - SUB_BITS + 2) * SUBS;

  /** The buckets that hold any, ascending. */
  private final int[] places;

  private final long[] counts;

  private Histogram(int[] places, long[] counts) {
    this.places = places;
    this.counts = counts;
  }

  /** Of so many answers in each bucket. */
  static Histogram of(long[] buckets) {
    int used = (int) Arrays.stream(buckets).filter(count -> count > 0).count();
    var places = new int[used];
    var counts = new long[used];
    int next = 0;
    for (int place = 0; place < buckets.length; place++) {
      if (buckets[place] > 0) {
        places[next] = place;
        counts[next++] = buckets[place];
      }
    }
    return new Histogram(places, counts);
  }

  /** In which bucket a time belongs. */
  static int place(long nanos) {
    long micros = Math.max(0, nanos / 1_000);
    if (micros < SUBS) {
      return (int) micros;
    }
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
    if (octave > TOP_OCTAVE) {
      return BUCKETS - 1;
    }
    int sub = (int) (micros >> octave - SUB_BITS) & SUBS - 1;
    return (octave - SUB_BITS + 1) * SUBS + sub;
  }

  /** The middle of a bucket, in microseconds. */
  private static double middle(int place) {
    if (place < SUBS) {
      return place + 0.5;
    }
    int shift = place / SUBS - 1;
    return ((long) (SUBS + place % SUBS) << shift) + (1L << shift) / 2.0;
  }

  /** How many answers there were. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /**
   * What so great a part of the answers did not exceed.
   *
   * @param share from 0 to 1
   * @return zero when there was no answer
   */
  public Duration within(double share) {
    long rank = (long) Math.ceil(share * count());
    long seen = 0;
    for (int i = 0; i < places.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Duration.ofNanos(Math.round(middle(places[i]) * 1_000));
      }
    }
    return Duration.ZERO;
  }

  /** The answers of both. */
  public Histogram and(Histogram other) {
    if (places.length == 0) {
      return other;
    }
    var sum = new long[BUCKETS];
    addTo(sum);
    other.addTo(sum);
    return of(sum);
  }

  /** Adds its answers to those in each bucket. */
  void addTo(long[] buckets) {
    for (int i = 0; i < places.length; i++) {
      buckets[places[i]] += counts[i];
    }
  }

  /** As few bytes: of each bucket how far it is from the one before, and how many it holds. */
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(places.length * 3);
    int before = 0;
    for (int i = 0; i < places.length; i++) {
      write(bytes, places[i] - before);
      write(bytes, counts[i]);
      before = places[i];
    }
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream bytes, long number) {
    long rest = number;
    for (; rest > 0x7f; rest >>>= 7) {
      bytes.write((int) (rest & 0x7f | 0x80));
    }
    bytes.write((int) rest);
  }

  /**
   * What {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when they are others
   */
  public static Histogram of(byte[] bytes) {
    var buckets = new long[BUCKETS];
    int place = 0;
    long number = 0;
    int shift = 0;
    boolean isPlace = true;
    for (byte one : bytes) {
      number |= (long) (one & 0x7f) << shift;
      shift += 7;
      if (one >= 0) {
        if (isPlace) {
          place += (int) number;
        } else if (place < BUCKETS) {
          buckets[place] += number;
        }
        if (place < 0 || place >= BUCKETS) {
          throw new IllegalArgumentException("no histogram");
        }
        isPlace = !isPlace;
        number = 0;
        shift = 0;
      }
    }
    if (!isPlace || shift != 0) {
      throw new IllegalArgumentException("no whole histogram");
    }
    return of(buckets);
  }
}
