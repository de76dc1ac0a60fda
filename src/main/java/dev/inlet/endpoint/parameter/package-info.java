/** Parameters of addresses, which are not to be misspelt unnoticed. */
@NullMarked
package dev.inlet.endpoint.parameter;

import org.jspecify.annotations.NullMarked;
