package dev.inlet.contact;

import dev.inlet.merge.Stamp;
import java.util.List;
import java.util.Set;

/**
 * What became of changes.
 *
 * @param refused the messages of which nothing was taken in, because it would be too much for one
 *     id
 * @param lost the messages that link an id which belongs to another user already; what else they
 *     say was taken in
 * @param effects what the others did that can be seen, in their order
 */
public record Applied(Set<Stamp> refused, Set<Stamp> lost, List<ContactEffect> effects) {}
