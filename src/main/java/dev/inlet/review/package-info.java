/** What Segment's review of a partner asks for: a list of what is ready, and the page of help. */
@NullMarked
package dev.inlet.review;

import org.jspecify.annotations.NullMarked;
