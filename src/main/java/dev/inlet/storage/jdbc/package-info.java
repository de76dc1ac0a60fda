/** The ports on a relational database: H2 in files, or PostgreSQL. */
@NullMarked
package dev.inlet.storage.jdbc;

import org.jspecify.annotations.NullMarked;
