/**
 * The database, H2 in files or PostgreSQL: opened, migrated, and spoken to in transactions. The
 * ports are implemented in the packages below.
 */
@NullMarked
package dev.inlet.storage.jdbc;

import org.jspecify.annotations.NullMarked;
