/** The feed of changes as rows. */
@NullMarked
package dev.inlet.storage.jdbc.forward;

import org.jspecify.annotations.NullMarked;
