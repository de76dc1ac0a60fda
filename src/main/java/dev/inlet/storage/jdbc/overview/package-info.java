/** How calls were answered, as rows. */
@NullMarked
package dev.inlet.storage.jdbc.overview;

import org.jspecify.annotations.NullMarked;
