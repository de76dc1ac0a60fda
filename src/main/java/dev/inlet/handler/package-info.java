/** What each call means: one pure handler per call type, and the changes they ask for. */
@NullMarked
package dev.inlet.handler;

import org.jspecify.annotations.NullMarked;
