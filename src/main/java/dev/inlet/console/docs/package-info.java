/** The contract as people read it. */
@NullMarked
package dev.inlet.console.docs;

import org.jspecify.annotations.NullMarked;
