/** The admin API: JSON over the same stores, behind the admin password. */
@NullMarked
package dev.inlet.admin;

import org.jspecify.annotations.NullMarked;
