/** Words of the command line that ask a running server by its admin API, and what they share. */
@NullMarked
package dev.inlet.command.remote;

import org.jspecify.annotations.NullMarked;
