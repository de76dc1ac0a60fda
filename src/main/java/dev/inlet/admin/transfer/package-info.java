/** The admin API for accounts as files. */
@NullMarked
package dev.inlet.admin.transfer;

import org.jspecify.annotations.NullMarked;
