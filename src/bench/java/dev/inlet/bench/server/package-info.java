/** The servers that are compared: how they are started, and what they use of the machine. */
@NullMarked
package dev.inlet.bench.server;

import org.jspecify.annotations.NullMarked;
