/** Who is let into the console: the log-in, sessions, and the token that every form carries. */
@NullMarked
package dev.inlet.console.login;

import org.jspecify.annotations.NullMarked;
