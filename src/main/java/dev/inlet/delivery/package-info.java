/**
 * What is asked and what is answered: deliveries, outcomes, and what the lists show of both. Free
 * of HTTP.
 */
@NullMarked
package dev.inlet.delivery;

import org.jspecify.annotations.NullMarked;
