/**
 * Closing accounts: from the day their keys are revoked to the one when nothing is left of them.
 */
@NullMarked
package dev.inlet.erase.closing;

import org.jspecify.annotations.NullMarked;
