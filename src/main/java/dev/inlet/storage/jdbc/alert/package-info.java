/** Alerts, as rows. */
@NullMarked
package dev.inlet.storage.jdbc.alert;

import org.jspecify.annotations.NullMarked;
