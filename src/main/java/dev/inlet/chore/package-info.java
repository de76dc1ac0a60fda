/** Small things that are done beside the calls, one after the other. */
@NullMarked
package dev.inlet.chore;

import org.jspecify.annotations.NullMarked;
