/** Pages about companies. */
@NullMarked
package dev.inlet.console.company;

import org.jspecify.annotations.NullMarked;
