package dev.inlet.tester;

/**
 * One call of a scenario.
 *
 * @param note what is special about it
 * @param expected what Segment should do after the answer of a good destination
 * @param duringMaintenance whether the destination must be closed meanwhile
 */
public record Step(String note, Draft draft, Verdict expected, boolean duringMaintenance) {
  static Step of(String note, Draft draft, Verdict expected) {
    return new Step(note, draft, expected, false);
  }
}
