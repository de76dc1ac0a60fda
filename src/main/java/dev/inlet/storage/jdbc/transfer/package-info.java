/** What is remembered of imported accounts. */
@NullMarked
package dev.inlet.storage.jdbc.transfer;

import org.jspecify.annotations.NullMarked;
