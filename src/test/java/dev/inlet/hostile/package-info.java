/** Input that means no good, and what must come of it. */
@NullMarked
package dev.inlet.hostile;

import org.jspecify.annotations.NullMarked;
