/** Where requests come from, and who may send at all. */
@NullMarked
package dev.inlet.endpoint.address;

import org.jspecify.annotations.NullMarked;
