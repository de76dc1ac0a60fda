package dev.inlet.simulation;

import java.util.SplittableRandom;

/**
 * What a schedule is like. It is drawn from the seed, so that schedules differ in kind: a fault
 * that needs many crashes is found in one with many, and another in one with none.
 *
 * @param deliveries how many requests there are, but for those sent again
 * @param gap between two of them, in nanoseconds, on average
 * @param accounts how many send
 * @param people how many ids of each kind calls are about
 * @param repeats how many of a hundred deliveries repeat something
 * @param odd how many of a hundred calls cannot be processed
 * @param old how many of a hundred calls happened long ago
 * @param crashes how many of a million steps end the process
 * @param powerCuts how many of a hundred crashes are power cuts
 * @param diskFailures how many of a million steps of the disk fail
 * @param storeFailures how many of a million steps of the store fail
 * @param slow how many of a thousand steps take long
 * @param force how long forcing takes, in nanoseconds, at most, when it does not take long
 * @param waitsForProcessing whether 200 is tried for
 * @param budget for how long, in milliseconds
 * @param batch how many calls become durable together at most
 * @param waiting how many may wait for that
 * @param segment how many bytes a segment of the journal takes
 * @param ahead for how many bytes the journal's file is made longer
 * @param tail how many bytes of calls are kept in memory until they are processed
 * @param changed how many bytes one transaction may change
 * @param purges whether the journal's oldest segments are dropped
 * @param fillsUp whether the disk is full now and then, for a while
 */
record Conditions(
    int deliveries,
    long gap,
    int accounts,
    int people,
    int repeats,
    int odd,
    int old,
    int crashes,
    int powerCuts,
    int diskFailures,
    int storeFailures,
    int slow,
    long force,
    boolean waitsForProcessing,
    int budget,
    int batch,
    int waiting,
    int segment,
    int ahead,
    long tail,
    long changed,
    boolean purges,
    boolean fillsUp) {

  static Conditions of(SplittableRandom random) {
    return new Conditions(
        4 + random.nextInt(random.nextBoolean() ? 16 : 50),
        one(random, 100_000, 1_000_000, 10_000_000, 300_000_000),
        1 + random.nextInt(3),
        1 + random.nextInt(5),
        one(random, 0, 10, 40),
        one(random, 0, 0, 5, 15),
        one(random, 0, 0, 20),
        one(random, 0, 2_000, 10_000, 40_000),
        one(random, 20, 50, 100),
        one(random, 0, 0, 5_000, 50_000),
        one(random, 0, 0, 5_000, 50_000),
        one(random, 0, 5, 50),
        one(random, 1_000, 300_000, 5_000_000),
        random.nextInt(6) > 0,
        one(random, 1, 30, 250),
        one(random, 1, 4, 16, 256),
        one(random, 8, 100, 1_000),
        one(random, 700, 2_500, 10_000),
        one(random, 1, 3_000),
        one(random, 1, 8_000, 1_000_000),
        one(random, 200, 1_000_000, 1_000_000),
        random.nextBoolean(),
        random.nextInt(4) == 0);
  }

  private static int one(SplittableRandom random, int... values) {
    return values[random.nextInt(values.length)];
  }
}
