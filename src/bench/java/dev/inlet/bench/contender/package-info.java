/**
 * What runs in the JVMs of the servers, beside or instead of Inlet; and what is by hand for Node,
 * in {@code src/bench/express}.
 */
@NullMarked
package dev.inlet.bench.contender;

import org.jspecify.annotations.NullMarked;
