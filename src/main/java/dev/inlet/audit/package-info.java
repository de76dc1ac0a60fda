/**
 * Who did it: what people and tokens changed or erased, in the order in which they did so. Nothing
 * in here is ever changed; entries go when they are old.
 */
@NullMarked
package dev.inlet.audit;

import org.jspecify.annotations.NullMarked;
