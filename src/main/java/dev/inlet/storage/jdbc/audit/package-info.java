/** The audit log in the database. */
@NullMarked
package dev.inlet.storage.jdbc.audit;

import org.jspecify.annotations.NullMarked;
