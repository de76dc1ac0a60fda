/** The page of the audit log. */
@NullMarked
package dev.inlet.console.audit;

import org.jspecify.annotations.NullMarked;
