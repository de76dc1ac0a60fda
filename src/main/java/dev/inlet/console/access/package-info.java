/** The pages of users, API tokens and one's own password. */
@NullMarked
package dev.inlet.console.access;

import org.jspecify.annotations.NullMarked;
