/** Sends Segment calls to a server, as fast or as often as asked, and measures its answers. */
@NullMarked
package dev.inlet.bench.load;

import org.jspecify.annotations.NullMarked;
