/**
 * Calls to try a destination with, sent as Segment sends them: samples, scenarios, and what Segment
 * would make of the answers. The console and the command line use it alike, for Inlet or any other
 * destination.
 */
@NullMarked
package dev.inlet.tester;

import org.jspecify.annotations.NullMarked;
