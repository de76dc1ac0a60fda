package dev.inlet.erase;

/** One transaction of an erasure: all that is done by these happens, or nothing. */
public record ErasureTransaction(ErasureBooks books, KeptRows rows) {}
