/** The tables, made and brought up to date; and whether what is in them is whole. */
@NullMarked
package dev.inlet.storage.jdbc.migrate;

import org.jspecify.annotations.NullMarked;
