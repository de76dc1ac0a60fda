/** From bytes to calls and back: JSON kept exactly, names found in any casing, Segment's clocks. */
@NullMarked
package dev.inlet.codec;

import org.jspecify.annotations.NullMarked;
