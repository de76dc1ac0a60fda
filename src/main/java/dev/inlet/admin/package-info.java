/** The admin API: JSON over what an administrator can do, behind the admin password. */
@NullMarked
package dev.inlet.admin;

import org.jspecify.annotations.NullMarked;
