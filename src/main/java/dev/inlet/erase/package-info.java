/** What erasing means: who is named, what keeps them away, and the receipts for it. */
@NullMarked
package dev.inlet.erase;

import org.jspecify.annotations.NullMarked;
