/** What somebody has probably meant by a name that there is not. */
@NullMarked
package dev.inlet.naming;

import org.jspecify.annotations.NullMarked;
