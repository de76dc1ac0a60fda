package dev.inlet.tester;

/** One call of a scenario that was sent, and what came back. */
public record Exchange(Step step, HttpCall call, Reply reply) {

  /** Whether the answer leads Segment to do what it should. */
  public boolean isAsExpected() {
    return reply.verdict() == step.expected();
  }
}
