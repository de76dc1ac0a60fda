/** From the journal to the stores, once: start reading at {@link dev.inlet.process.Processor}. */
@NullMarked
package dev.inlet.process;

import org.jspecify.annotations.NullMarked;
