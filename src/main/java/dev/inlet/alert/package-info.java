/** What somebody should look at: found by rules, kept while it lasts, and told once. */
@NullMarked
package dev.inlet.alert;

import org.jspecify.annotations.NullMarked;
