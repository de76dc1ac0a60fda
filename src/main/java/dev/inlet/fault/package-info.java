/** What can be told of a failure without telling what people sent. */
@NullMarked
package dev.inlet.fault;

import org.jspecify.annotations.NullMarked;
