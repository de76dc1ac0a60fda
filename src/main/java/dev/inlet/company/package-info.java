/** Groups, kept as companies. */
@NullMarked
package dev.inlet.company;

import org.jspecify.annotations.NullMarked;
