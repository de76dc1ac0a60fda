/**
 * What the senders beside the direct destination have in common: keys in odd places, calls in
 * batches, the caller's address.
 */
@NullMarked
package dev.inlet.sender;

import org.jspecify.annotations.NullMarked;
