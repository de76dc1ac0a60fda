/** Pages about deliveries: the list, one delivery and what became of it. */
@NullMarked
package dev.inlet.console.delivery;

import org.jspecify.annotations.NullMarked;
