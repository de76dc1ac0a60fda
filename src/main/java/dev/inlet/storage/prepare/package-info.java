/** What the build makes of the migrations, so that a start need not run them or look for them. */
@NullMarked
package dev.inlet.storage.prepare;

import org.jspecify.annotations.NullMarked;
