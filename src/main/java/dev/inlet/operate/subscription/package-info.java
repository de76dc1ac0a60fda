/** Subscribers to changes: who they are, what they were sent, and having it be sent again. */
@NullMarked
package dev.inlet.operate.subscription;

import org.jspecify.annotations.NullMarked;
