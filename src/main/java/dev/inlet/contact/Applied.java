package dev.inlet.contact;

import dev.inlet.merge.Stamp;
import java.util.Set;

/**
 * What became of changes.
 *
 * @param refused the messages of which nothing was taken in, because it would be too much for one
 *     id
 * @param lost the messages that link an id which belongs to another user already; what else they
 *     say was taken in
 */
public record Applied(Set<Stamp> refused, Set<Stamp> lost) {}
