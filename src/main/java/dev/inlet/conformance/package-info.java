/** Plays Segment's side of the contract against any destination, and reports what it meets. */
@NullMarked
package dev.inlet.conformance;

import org.jspecify.annotations.NullMarked;
