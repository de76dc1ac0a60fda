/** The event tester. */
@NullMarked
package dev.inlet.console.tester;

import org.jspecify.annotations.NullMarked;
