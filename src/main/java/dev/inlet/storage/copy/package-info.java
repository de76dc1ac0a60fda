/**
 * Copies H2's tables and the journal's files into a PostgreSQL: read in one form, written in
 * portions, and compared at the end.
 */
@NullMarked
package dev.inlet.storage.copy;

import org.jspecify.annotations.NullMarked;
