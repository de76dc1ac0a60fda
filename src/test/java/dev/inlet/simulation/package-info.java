/**
 * Inlet's core on one thread: the real journal, group commit, processor and forecast over a disk, a
 * database and a time that are simulated, and a model beside it that knows what must come out.
 */
@NullMarked
package dev.inlet.simulation;

import org.jspecify.annotations.NullMarked;
