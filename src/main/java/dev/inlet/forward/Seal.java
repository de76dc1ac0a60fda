package dev.inlet.forward;

/** Keeps text that nobody shall find who has a copy of the table alone that it stands in. */
public interface Seal {

  /** The text, sealed; as part of the transaction of an erasure. */
  String seal(String text);

  /** What was sealed. May block. */
  String open(String sealed);
}
