/** The direct destination's endpoint: HTTP in, an outcome out. */
@NullMarked
package dev.inlet.endpoint;

import org.jspecify.annotations.NullMarked;
