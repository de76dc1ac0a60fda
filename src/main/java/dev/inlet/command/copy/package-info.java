/** Moving to another database. */
@NullMarked
package dev.inlet.command.copy;

import org.jspecify.annotations.NullMarked;
