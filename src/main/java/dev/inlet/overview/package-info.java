/** How this instance has been doing lately, for people who look at a plot. */
@NullMarked
package dev.inlet.overview;

import org.jspecify.annotations.NullMarked;
