package dev.inlet.erase.closing;

import java.time.Duration;

/**
 * How an account is closed.
 *
 * @param eraseAfter how long what it has stays, so that it can be taken back. Much longer than the
 *     body of a call may take to arrive, so that no call is on its way any more
 */
public record ClosingPolicy(Duration eraseAfter) {}
