/** What lists are narrowed to, and how long they are. */
@NullMarked
package dev.inlet.console.search;

import org.jspecify.annotations.NullMarked;
