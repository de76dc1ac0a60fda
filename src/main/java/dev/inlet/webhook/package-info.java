/**
 * Changes go out to subscribers as signed HTTP requests, by the Standard Webhooks specification.
 */
@NullMarked
package dev.inlet.webhook;

import org.jspecify.annotations.NullMarked;
