/** Who may do what: the admin password, guesses at it, sessions, the open door of dev. */
@NullMarked
package dev.inlet.access;

import org.jspecify.annotations.NullMarked;
