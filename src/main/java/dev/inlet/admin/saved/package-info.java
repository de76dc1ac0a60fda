/** Of the admin API, the filters that are saved by a name. */
@NullMarked
package dev.inlet.admin.saved;

import org.jspecify.annotations.NullMarked;
