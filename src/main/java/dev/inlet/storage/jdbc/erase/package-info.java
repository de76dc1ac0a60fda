/** Tombstones, receipts and the removal of rows in the database. */
@NullMarked
package dev.inlet.storage.jdbc.erase;

import org.jspecify.annotations.NullMarked;
