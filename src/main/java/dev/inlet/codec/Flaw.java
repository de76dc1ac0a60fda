package dev.inlet.codec;

/**
 * What is wrong with something that a stranger sent, for whoever decides what follows from it; what
 * the stranger is told is the sentence of {@link Parsed.Bad}.
 */
public enum Flaw {
  /** Its headers say that it is of another kind, or packed in another way, than is taken here. */
  MEDIA_TYPE,
  /** It breaks off, or is not in the format it has to be in. */
  UNREADABLE,
  /** It is JSON, and no object. */
  NO_OBJECT,
  /** There is more of it than is taken at once. */
  TOO_LARGE,
  /** It brings keys of which only one can be meant. */
  SEVERAL_KEYS,
  /** It does not say whom it is about. */
  NOBODY,
  /** Something is not there that has to be. */
  ABSENT,
  /** Something is there that may not be so. */
  WRONG
}
