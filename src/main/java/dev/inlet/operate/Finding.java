package dev.inlet.operate;

/**
 * What a look at one part of Inlet has found, before a start or instead of one.
 *
 * @param subject the part, in a word
 * @param isWell whether a start can do with it
 * @param message how it is; when it is not well, what to do. It holds no secret
 */
public record Finding(String subject, boolean isWell, String message) {

  /** A part that is as it should be. */
  public static Finding well(String subject, String message) {
    return new Finding(subject, true, message);
  }

  /** A part that is not, with what to do about it. */
  public static Finding unwell(String subject, String message) {
    return new Finding(subject, false, message);
  }
}
