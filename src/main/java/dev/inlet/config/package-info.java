/** Inlet's own settings, read and checked once at start. */
@NullMarked
package dev.inlet.config;

import org.jspecify.annotations.NullMarked;
