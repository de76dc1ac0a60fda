package dev.inlet.simulation;

/**
 * What happened in schedules.
 *
 * @param trace tells one schedule from others
 * @param calls how many were journaled
 * @param repeats how many of these had no effect, since their message came before
 * @param processed how many deliveries were answered 200
 * @param accepted how many 202
 * @param refused how many 503, or 429
 * @param broken how many were not answered, since Inlet was gone
 */
record Tally(
    long trace,
    int schedules,
    int crashes,
    int calls,
    int repeats,
    int processed,
    int accepted,
    int refused,
    int broken) {
  static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

  Tally answered(int more200, int more202, int more503, int moreBroken) {
    return new Tally(
        trace,
        schedules,
        crashes,
        calls,
        repeats,
        processed + more200,
        accepted + more202,
        refused + more503,
        broken + moreBroken);
  }

  Tally plus(Tally other) {
    return new Tally(
        31 * other.trace + trace,
        schedules + other.schedules,
        crashes + other.crashes,
        calls + other.calls,
        repeats + other.repeats,
        processed + other.processed,
        accepted + other.accepted,
        refused + other.refused,
        broken + other.broken);
  }

  @Override
  public String toString() {
    return ("%,d schedules: %,d crashes, %,d calls journaled, %,d of them repeats; of the deliveries"
            + " %,d answered 200, %,d 202, %,d 503, %,d not at all")
        .formatted(schedules, crashes, calls, repeats, processed, accepted, refused, broken);
  }
}
