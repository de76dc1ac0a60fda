/** Pages about accounts and their keys, and about calls without a known key. */
@NullMarked
package dev.inlet.console.account;

import org.jspecify.annotations.NullMarked;
