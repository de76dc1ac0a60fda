/** Deliveries and refusals in the database. */
@NullMarked
package dev.inlet.storage.jdbc.delivery;

import org.jspecify.annotations.NullMarked;
