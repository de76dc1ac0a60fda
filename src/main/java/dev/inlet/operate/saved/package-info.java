/** Filters of lists that people have saved by a name. */
@NullMarked
package dev.inlet.operate.saved;

import org.jspecify.annotations.NullMarked;
