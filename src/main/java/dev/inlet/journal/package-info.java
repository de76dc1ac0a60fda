/**
 * Where calls are durable: the port of the journal, what it keeps, for how long, and how far it is
 * processed.
 */
@NullMarked
package dev.inlet.journal;

import org.jspecify.annotations.NullMarked;
