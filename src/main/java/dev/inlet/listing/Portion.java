package dev.inlet.listing;

import java.util.Map;

/**
 * What was found of some things that were asked for in an order, as much as fits into memory.
 *
 * @param looked for how many of them, from the first on, it was looked; one at least, if one was
 *     asked for
 * @param found those of them that there are
 */
public record Portion<K, V>(int looked, Map<K, V> found) {}
