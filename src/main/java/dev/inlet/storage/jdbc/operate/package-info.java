/** What an administrator sets, in the database: the password, maintenance, sessions. */
@NullMarked
package dev.inlet.storage.jdbc.operate;

import org.jspecify.annotations.NullMarked;
