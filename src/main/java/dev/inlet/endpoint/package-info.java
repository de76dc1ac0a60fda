/** The direct destination's endpoint, and what all endpoints share of HTTP. */
@NullMarked
package dev.inlet.endpoint;

import org.jspecify.annotations.NullMarked;
