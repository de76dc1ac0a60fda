/** Jitsu's Segment endpoint, with what it adds to a call from user agent and address. */
@NullMarked
package dev.inlet.sender.jitsu;

import org.jspecify.annotations.NullMarked;
