/** PostgreSQL itself: what it must be like before anybody uses it. */
@NullMarked
package dev.inlet.storage.postgresql;

import org.jspecify.annotations.NullMarked;
