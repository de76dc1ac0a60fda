/** The journal in the database. */
@NullMarked
package dev.inlet.storage.jdbc.journal;

import org.jspecify.annotations.NullMarked;
