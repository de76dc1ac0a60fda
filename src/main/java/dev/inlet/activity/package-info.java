/** What people did: events, and pages and screens they viewed. */
@NullMarked
package dev.inlet.activity;

import org.jspecify.annotations.NullMarked;
