/** Accounts as files: what is stored of one, written line by line and taken in somewhere else. */
@NullMarked
package dev.inlet.transfer;

import org.jspecify.annotations.NullMarked;
