/** Companies and memberships in the database. */
@NullMarked
package dev.inlet.storage.jdbc.company;

import org.jspecify.annotations.NullMarked;
