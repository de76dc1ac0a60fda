package dev.inlet.codec;

import java.util.function.Function;

/**
 * What came of reading something a stranger sent: the value, or the sentence that says what is
 * wrong with it. Bad input is expected, so it is a value and not an exception.
 */
public sealed interface Parsed<T> {

  /** It could be read. */
  record Ok<T>(T value) implements Parsed<T> {}

  /**
   * It could not be read.
   *
   * @param problem what is wrong and what to change, for the person who sent it
   */
  record Bad<T>(String problem) implements Parsed<T> {}

  /** What comes of reading on from a value that could be read. */
  default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
    return switch (this) {
      case Ok<T> ok -> next.apply(ok.value());
      case Bad<T> bad -> bad(bad.problem());
    };
  }

  /** A value that could be read. */
  static <T> Parsed<T> ok(T value) {
    return new Ok<>(value);
  }

  /** A problem, in a sentence for the sender. */
  static <T> Parsed<T> bad(String problem) {
    return new Bad<>(problem);
  }
}
