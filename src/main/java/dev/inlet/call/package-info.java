/** What Segment sends, as values: the six calls and what they are made of. JDK only. */
@NullMarked
package dev.inlet.call;

import org.jspecify.annotations.NullMarked;
