/**
 * The command line: serving, and what an operator does from a shell. Against a running server it
 * uses the admin API, and knows nothing that the API does not tell.
 */
@NullMarked
package dev.inlet.command;

import org.jspecify.annotations.NullMarked;
