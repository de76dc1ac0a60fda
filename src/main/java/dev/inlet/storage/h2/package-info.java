/** H2's files: checked, so that a power cut leaves them readable, and compacted at the stop. */
@NullMarked
package dev.inlet.storage.h2;

import org.jspecify.annotations.NullMarked;
