package dev.inlet.process;

/**
 * Why a call could not be processed.
 *
 * @param reason in plain words; what people sent is never in it
 * @param attempts how often it was tried, 1 at least
 */
public record Failure(String reason, int attempts) implements Interpreter.Interpretation {

  /** The same call has failed once more, maybe for another reason. */
  Failure again(String nextReason) {
    return new Failure(nextReason, attempts + 1);
  }
}
