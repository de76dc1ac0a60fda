/** Erasing people, and the receipts for it. */
@NullMarked
package dev.inlet.erase;

import org.jspecify.annotations.NullMarked;
