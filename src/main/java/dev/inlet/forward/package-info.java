/** What comes out of Inlet again: the feed of changes, and where it goes. */
@NullMarked
package dev.inlet.forward;

import org.jspecify.annotations.NullMarked;
