/** What becomes of single calls, told to whoever traces them; by default nobody does. */
@NullMarked
package dev.inlet.trace;

import org.jspecify.annotations.NullMarked;
