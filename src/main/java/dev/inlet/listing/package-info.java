/** Lists that are read a window at a time, newest first, and stay stable under writes. */
@NullMarked
package dev.inlet.listing;

import org.jspecify.annotations.NullMarked;
