/** Users and API tokens in the database. */
@NullMarked
package dev.inlet.storage.jdbc.access;

import org.jspecify.annotations.NullMarked;
