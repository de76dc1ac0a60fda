package dev.inlet.trace;

/** A message of an account, by which the changes that it made are told to the right trace. */
public record TracedMessage(String accountId, String messageId) {}
