/** Accounts and API keys in the database. */
@NullMarked
package dev.inlet.storage.jdbc.account;

import org.jspecify.annotations.NullMarked;
