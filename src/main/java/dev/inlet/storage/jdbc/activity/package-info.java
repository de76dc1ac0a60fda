/** Events and page views in the database. */
@NullMarked
package dev.inlet.storage.jdbc.activity;

import org.jspecify.annotations.NullMarked;
