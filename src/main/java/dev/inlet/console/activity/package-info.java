/** Pages about events, and about pages and screens that were viewed. */
@NullMarked
package dev.inlet.console.activity;

import org.jspecify.annotations.NullMarked;
