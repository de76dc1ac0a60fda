/** SegmentStream's tracking API. */
@NullMarked
package dev.inlet.sender.segmentstream;

import org.jspecify.annotations.NullMarked;
