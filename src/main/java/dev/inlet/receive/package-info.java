/** The way of one call up to its answer: start reading at {@link dev.inlet.receive.Receiver}. */
@NullMarked
package dev.inlet.receive;

import org.jspecify.annotations.NullMarked;
