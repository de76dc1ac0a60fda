/** Who may do what, and who did it: the audit log, users and API tokens of the admin API. */
@NullMarked
package dev.inlet.admin.access;

import org.jspecify.annotations.NullMarked;
