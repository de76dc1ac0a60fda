/** Pages about subscriptions: who is sent changes, and what was sent. */
@NullMarked
package dev.inlet.console.subscription;

import org.jspecify.annotations.NullMarked;
