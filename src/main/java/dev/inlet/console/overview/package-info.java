/** The page that says how Inlet is doing. */
@NullMarked
package dev.inlet.console.overview;

import org.jspecify.annotations.NullMarked;
