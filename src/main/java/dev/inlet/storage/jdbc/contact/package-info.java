/** People and contacts in the database. */
@NullMarked
package dev.inlet.storage.jdbc.contact;

import org.jspecify.annotations.NullMarked;
