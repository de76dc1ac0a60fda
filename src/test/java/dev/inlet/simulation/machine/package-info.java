/** A machine that is simulated: its time, its disk, its database, and what happens to them. */
@NullMarked
package dev.inlet.simulation.machine;

import org.jspecify.annotations.NullMarked;
