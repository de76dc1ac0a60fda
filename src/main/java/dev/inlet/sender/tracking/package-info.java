/** Segment's HTTP Tracking API, as its SDKs, analytics.js and no-code connectors speak it. */
@NullMarked
package dev.inlet.sender.tracking;

import org.jspecify.annotations.NullMarked;
