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
   * @param flaw what is wrong, for whoever decides what follows from it
   * @param problem what is wrong and what to change, for the person who sent it
   */
  record Bad<T>(Flaw flaw, String problem) implements Parsed<T> {

    /** The same problem, where something else was to be read. */
    public <R> Parsed<R> ofOther() {
      return new Bad<>(flaw, problem);
    }
  }

  /** What comes of reading on from a value that could be read. */
  default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
    return switch (this) {
      case Ok<T> ok -> next.apply(ok.value());
      case Bad<T> bad -> bad.ofOther();
    };
  }

  /** A value that could be read. */
  static <T> Parsed<T> ok(T value) {
    return new Ok<>(value);
  }

  /** A problem, and the sentence about it for the sender. */
  static <T> Parsed<T> bad(Flaw flaw, String problem) {
    return new Bad<>(flaw, problem);
  }
}
