/**
 * The console: pages on the admin port, drawn on the server. Each is a controller, a record that
 * says what the page shows, and a template of the same name in {@code src/main/jte}. It does
 * nothing that the admin API cannot.
 */
@NullMarked
package dev.inlet.console;

import org.jspecify.annotations.NullMarked;
